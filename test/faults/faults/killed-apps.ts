import type { AppName } from '../house/app.js';
import type { Fault } from './fault.js';

/** `kill -9` of one process of each of some apps, one after the other, each started again at once. */
export function killed(...names: readonly AppName[]): Fault {
  return {
    name: `kill -9 of ${names.join(', ')}`,
    when: 'in the day',
    async inflict({ house, random }) {
      for (const name of names) await random.pick(house.copiesOf(name)).kill();
    },
  };
}
