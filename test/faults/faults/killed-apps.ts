import type { AppName } from '../house/app.js';
import type { Fault } from './fault.js';

/** `kill -9` of one process of an app, which is started again at once. */
export function killed(name: AppName): Fault {
  return {
    name: `kill -9 of ${name}`,
    when: 'in the day',
    inflict: ({ house, random }) => random.pick(house.copiesOf(name)).kill(),
  };
}
