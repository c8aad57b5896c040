import { setTimeout as pause } from 'node:timers/promises';
import { EVENTS_TOPIC } from '#libs/contracts/topics.js';
import { deleteTopics } from '#libs/messaging/topics.js';
import type { Fault } from './fault.js';

export const kafkaKilled: Fault = {
  name: 'Kafka killed and started again',
  when: 'in the day',
  async inflict({ house: { servers } }) {
    await servers.kafka.crash('SIGKILL');
    await servers.kafka.startAgain();
  },
};

/** How long it is down is the fault itself. */
export function kafkaDown(seconds: number): Fault {
  return {
    name: `Kafka down for ${seconds} s`,
    when: 'in the day',
    async inflict({ house: { servers } }) {
      await servers.kafka.crash('SIGKILL');
      await pause(seconds * 1_000);
      await servers.kafka.startAgain();
    },
  };
}

/** All that was published and not yet taken is gone. */
export const topicDeleted: Fault = {
  name: 'Kafka’s topic of events deleted',
  when: 'in the day',
  inflict: ({ house }) => deleteTopics(house.kafka(), [EVENTS_TOPIC]),
};
