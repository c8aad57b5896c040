import { setTimeout as pause } from 'node:timers/promises';
import { EVENTS_TOPIC, SESSIONS_TOPIC } from '#libs/contracts/topics.js';
import type { SeededRandom } from '#libs/demo/seeded-random.js';
import { groupLag } from '#libs/messaging/group-lag.js';
import type { OutgoingMessage } from '#libs/messaging/message.js';
import { MessageProducer } from '#libs/messaging/message-producer.js';
import { eventually } from '#libs/testing/eventually.js';
import { TopicListener } from '#test/scenarios/support/house-watch.js';
import type { AppName } from '../house/app.js';
import type { FaultHouse } from '../house/fault-house.js';
import type { Fault } from './fault.js';

/** So many of the last messages come again. */
const MESSAGES = 600;
const IN_A_BATCH = 40;
/** A process that has joined lets a batch or two come to it before it goes. */
const STAYS_MS = { least: 100, most: 900 };
const JOINED_WITHIN = { timeoutMs: 60_000 };

/** What was published before comes again: each batch twice, once backwards and once in no order at all. */
export const batchesAgain: Fault = {
  name: 'Kafka batches doubled and out of order',
  when: 'in the day',
  async inflict({ house, random }) {
    for (const topic of [EVENTS_TOPIC, SESSIONS_TOPIC]) {
      const producer = new MessageProducer(house.kafka());
      try {
        for (const batch of batchesOf(await lastMessages(house, topic))) {
          await producer.send(topic, [...batch].reverse());
          await producer.send(topic, shuffled(batch, random));
        }
      } finally {
        await producer.close();
      }
    }
  },
};

/** A second process of each consumer joins its group while batches are in hand, and is killed again: two rebalances each. */
export const rebalance: Fault = {
  name: 'a rebalance in mid-batch',
  when: 'at dawn',
  async inflict({ house, random }) {
    const apps: readonly AppName[] = ['intake', 'projector', 'worker'];
    const more = apps.map((name) => house.startOneMore(name));
    await eventually('all to join', () => more.every((process) => process.says('joined the group')), JOINED_WITHIN);
    for (const process of more) {
      await pause(random.whole(STAYS_MS.least, STAYS_MS.most));
      process.kill('SIGKILL');
      await process.exited;
    }
  },
};

async function lastMessages(house: FaultHouse, topic: string): Promise<readonly OutgoingMessage[]> {
  const listener = new TopicListener(house.kafka(), topic);
  try {
    const all = async () => (await groupLag(house.kafka(), listener.group, [topic])) === 0;
    await eventually(`${topic} to be read to its end`, all, JOINED_WITHIN);
    return listener.messages.slice(-MESSAGES).map(({ key, value, headers }) => ({ key, value: value ?? '', headers }));
  } finally {
    await listener.stop();
  }
}

function* batchesOf(messages: readonly OutgoingMessage[]): Iterable<readonly OutgoingMessage[]> {
  for (let from = 0; from < messages.length; from += IN_A_BATCH) yield messages.slice(from, from + IN_A_BATCH);
}

function shuffled<Item>(items: readonly Item[], random: SeededRandom): readonly Item[] {
  const keyed = items.map((item) => ({ item, at: random.next() }));
  return keyed.sort((a, b) => a.at - b.at).map(({ item }) => item);
}
