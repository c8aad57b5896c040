import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import kafkajs from 'kafkajs';
import { EVENTS_TOPIC, EVENTS_TOPIC_DEFINITION } from '#libs/contracts/topics.js';
import { BatchConsumer } from '#libs/messaging/batch-consumer.js';
import { headOf } from '#libs/messaging/cloud-event.js';
import { ensureTopics } from '#libs/messaging/topics.js';
import { isSettled } from '#libs/projections/runner/lag.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import { eventually } from '#libs/testing/eventually.js';
import { type House, openHouse } from '../projections/house.js';
import { makeTallyTables, tally } from '../projections/tally-view.js';

jest.setTimeout(60_000);

const STREAMS = 24;

describe('the topic of events', () => {
  let house: House;
  let admin: kafkajs.Admin;
  let topic: string;

  beforeAll(async () => {
    house = await openHouse();
    await makeTallyTables(house.database.pool);
    topic = house.kafka.physical(EVENTS_TOPIC);
    admin = house.kafka.kafka.admin();
    await admin.connect();
  });
  afterAll(async () => {
    await admin.disconnect();
    await house.close();
  });

  const partitionCount = async () => (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]?.partitions.length;

  it('is made by the relay itself, with its partitions, a week of retention, and no message counted that too few brokers have', async () => {
    await house.append('first', { amount: 1 });
    const relay = house.relay();
    relay.start();
    await eventually('the topic', async () => (await admin.listTopics()).includes(topic));
    await relay.stop();
    expect(await partitionCount()).toBe(EVENTS_TOPIC_DEFINITION.partitions);
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        {
          type: kafkajs.ConfigResourceTypes.TOPIC,
          name: topic,
          configNames: ['retention.ms', 'min.insync.replicas', 'cleanup.policy'],
        },
      ],
    });
    const brokers = (await admin.describeCluster()).brokers.length;
    const values = resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]);
    expect(Object.fromEntries(values ?? [])).toEqual({
      'retention.ms': String(7 * 24 * 3_600_000),
      'min.insync.replicas': brokers >= 3 ? '2' : '1',
      'cleanup.policy': 'delete',
    });
  });

  it('may get more partitions in mid-stream: streams move to others, and the view is whole all the same', async () => {
    const partitionsOf = new Map<string, Set<number>>();
    const listener = new BatchConsumer(house.kafka, {
      group: 'listener',
      topics: [EVENTS_TOPIC],
      handle: async (messages) => {
        for (const message of messages) {
          const { stream } = headOf(message);
          partitionsOf.set(stream, (partitionsOf.get(stream) ?? new Set()).add(message.partition));
        }
      },
    });
    const view = new ViewConsumer(house.database.pool, house.store, tally);
    const runner = house.runner([view]);
    const first = house.relay();
    first.start();
    runner.start();
    const round = async () => {
      for (let n = 0; n < STREAMS; n += 1) await house.append(`G${n}`, { amount: 1 });
    };
    await round();
    const writing = (async () => {
      for (let n = 0; n < 10; n += 1) await round();
    })();
    const partitions = EVENTS_TOPIC_DEFINITION.partitions * 2 + 1;
    await ensureTopics(house.kafka, [{ ...EVENTS_TOPIC_DEFINITION, partitions }]);
    expect(await partitionCount()).toBe(partitions);
    // A producer looks at the partitions anew within minutes; the next one does at once.
    await first.stop();
    house.relay().start();
    await writing;
    await round();
    await eventually('the view to settle', () => isSettled(house.database.pool, house.store, [view]));
    const { rows } = await house.database.pool.query(
      `select count(*)::int as streams, min(total)::int as least, max(total)::int as most from views.tally where stream like 'p/claim-G%'`,
    );
    expect(rows).toEqual([{ streams: STREAMS, least: 12, most: 12 }]);
    listener.start();
    await eventually('streams seen in two partitions', () =>
      [...partitionsOf.values()].some((partitionsOfOne) => partitionsOfOne.size > 1),
    );
    await listener.stop();
  });
});
