import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { Registry } from 'prom-client';
import { EventRelay } from '#apps/relay/event-relay.js';
import { relayMetrics } from '#apps/relay/relay-metrics.js';
import { EVENTS_TOPIC, EVENTS_TOPIC_DEFINITION } from '#libs/contracts/topics.js';
import { BatchConsumer } from '#libs/messaging/batch-consumer.js';
import { headOf } from '#libs/messaging/cloud-event.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import { ensureTopics } from '#libs/messaging/topics.js';
import { silentLogger } from '#libs/observability/logger.js';
import { rebuildView } from '#libs/projections/runner/rebuild-view.js';
import { emptyDatabase } from '#libs/testing/database.js';
import { eventually } from '#libs/testing/eventually.js';
import { type House, openHouse } from '../projections/house.js';
import { makeTallyTables, tally } from '../projections/tally-view.js';

jest.setTimeout(60_000);

/** What others may do in the same cluster for as long as they like. Each is held open while events come. */
const OTHERS: readonly (readonly [string, string])[] = [
  [
    'a transaction that has written to another table',
    `insert into work.checkpoints (name, position) values ('foreign', 1)`,
  ],
  ['an index that is being built on a view', 'create index foreign_index on views.claim (payer_id)'],
  [
    'a dump of the database, as pg_dump makes it',
    `set transaction isolation level repeatable read, read only;
     lock table store.events, store.handled_commands, work.checkpoints, views.claim, vault.keys in access share mode;
     select count(*) from store.events`,
  ],
  ['a transaction that has taken a number of its own and writes nothing more', 'select pg_current_xact_id()'],
  ['a lock on the events such as VACUUM takes', 'lock table store.events in share update exclusive mode'],
];

describe('the relay', () => {
  let house: House;
  let listener: BatchConsumer;
  const published = new Set<number>();

  beforeAll(async () => {
    house = await openHouse();
    await makeTallyTables(house.database.pool);
    listener = new BatchConsumer(house.kafka, {
      group: 'listener',
      topics: [EVENTS_TOPIC],
      prepare: () => ensureTopics(house.kafka, [EVENTS_TOPIC_DEFINITION]),
      handle: async (messages) => {
        for (const message of messages) published.add(headOf(message).position);
      },
    });
    listener.start();
    house.relay().start();
  });
  afterAll(async () => {
    await listener.stop();
    await house.close();
  });

  /** Appends some events and waits for the last of them to come by Kafka. */
  async function eventsCome(): Promise<void> {
    let last = 0;
    for (let n = 0; n < 5; n += 1) last = (await house.append(`S${n}`, { amount: n })).position;
    await eventually('the events on the topic', () => published.has(last));
  }

  it.each(OTHERS)('is not held back by %s', async (_what, statements) => {
    const other = await house.database.pool.connect();
    try {
      await other.query(`begin; ${statements}`);
      await eventsCome();
    } finally {
      await other.query('rollback');
      other.release();
    }
  });

  it('is not held back by a transaction that writes in another database of the cluster', async () => {
    const elsewhere = await emptyDatabase();
    const other = new pg.Client({ connectionString: elsewhere.url });
    await other.connect();
    await other.query('create table t (id int); begin; insert into t values (1)');
    await eventsCome();
    await other.query('rollback');
    await other.end();
    await elsewhere.drop();
  });

  it('is not held back by an index that is built on the events beside a transaction which the index waits for', async () => {
    const other = await house.database.pool.connect();
    await other.query('begin; lock table store.events in row exclusive mode');
    const building = house.database.pool.query('create index concurrently by_type on store.events (type)');
    await eventually('the index to wait', async () => {
      const { rowCount } = await house.database.pool.query(
        `select from pg_stat_progress_create_index where relid = 'store.events'::regclass and phase like 'waiting%'`,
      );
      return rowCount === 1;
    });
    await eventsCome();
    await other.query('rollback');
    other.release();
    await building;
  });

  it('is not held back by a rebuild', async () => {
    let pages = 0;
    await rebuildView({
      pool: house.database.pool,
      source: {
        // In the middle of the rebuild, between two of its pages.
        readAll: async (range) => {
          pages += 1;
          await eventsCome();
          return house.store.readAll(range);
        },
        readStream: (stream, bounds) => house.store.readStream(stream, bounds),
        streamHeads: (range) => house.store.streamHeads(range),
        headPosition: () => house.store.headPosition(),
      },
      projection: tally,
      accept: true,
    });
    expect(pages).toBeGreaterThan(1);
  });

  it('keeps the lead while it waits for brokers that are away: its connection shows signs of life', async () => {
    const quiet = await openHouse();
    const kafka = new KafkaClient({ brokers: ['127.0.0.1:1'], namespace: 'x', clientId: 'test', logger: silentLogger });
    const relay = new EventRelay({
      ...{ databaseUrl: quiet.database.url, kafka, logger: silentLogger },
      metrics: relayMetrics(new Registry()),
    });
    await quiet.append('W', { amount: 1 });
    relay.start();
    const leaders = new Set<number>();
    const signs = new Set<string>();
    await eventually('more signs of life than a silent connection lives for', async () => {
      const { rows } = await quiet.database.pool.query<{ pid: number; asked: string }>(
        `select pid, query_start::text as asked from pg_stat_activity
         where datname = current_database() and application_name = 'claimstream-relay' and query = 'select 1'`,
      );
      for (const { pid, asked } of rows) {
        leaders.add(pid);
        signs.add(asked);
      }
      return signs.size > 4;
    });
    expect(leaders.size).toBe(1);
    expect(relay.readiness()).toBe('Kafka cannot be reached');
    await relay.stop();
    await quiet.close();
  });
});
