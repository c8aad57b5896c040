import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Registry } from 'prom-client';
import { EventRelay } from '#apps/relay/event-relay.js';
import { relayMetrics } from '#apps/relay/relay-metrics.js';
import { partitionKeyOf } from '#libs/contracts/partition-key.js';
import { EVENTS_TOPIC, EVENTS_TOPIC_DEFINITION } from '#libs/contracts/topics.js';
import { EventStore } from '#libs/event-store/event-store.js';
import type { Pool } from '#libs/event-store/pool.js';
import { toCloudEvent } from '#libs/messaging/cloud-event.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import type { OutgoingMessage } from '#libs/messaging/message.js';
import { deleteTopics, ensureTopics } from '#libs/messaging/topics.js';
import { silentLogger } from '#libs/observability/logger.js';
import { readCheckpoint } from '#libs/projections/runner/checkpoints.js';
import { eventually } from '#libs/testing/eventually.js';
import type { Line } from '../bench.js';
import { type Contestant, race } from '../race.js';
import { RELAYED_EVENTS, ROUNDS } from './sizes.js';

const OF_KAFKAJS = 0.5;
const PAGE_EVENTS = 1_000;
const PATIENCE_MS = 300_000;

interface Source {
  readonly url: string;
  readonly pool: Pool;
}

/** Messages that the topic has taken, ever. */
async function taken(kafka: KafkaClient): Promise<number> {
  const admin = kafka.kafka.admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(kafka.physical(EVENTS_TOPIC));
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  } finally {
    await admin.disconnect();
  }
}

/** A relay that begins so many events before the end of the store, from its start until the brokers have all. */
function relaying({ url, pool }: Source, kafka: KafkaClient, first: number, last: number): Contestant<number> {
  return {
    prepare: async () => {
      await pool.query(
        `insert into work.checkpoints (name, position) values ('relay', $1) on conflict (name) do update set position = excluded.position`,
        [first],
      );
    },
    run: async () => {
      const before = await taken(kafka);
      const relay = new EventRelay({
        databaseUrl: url,
        kafka,
        logger: silentLogger,
        metrics: relayMetrics(new Registry()),
      });
      relay.start();
      const atEnd = async () => (await readCheckpoint(pool, 'relay')) === last;
      await eventually('the relay to reach the end of the store', atEnd, { timeoutMs: PATIENCE_MS, everyMs: 10 });
      await relay.stop();
      return before;
    },
    check: async (before) => assert.equal((await taken(kafka)) - before, RELAYED_EVENTS),
  };
}

function producing(kafka: KafkaClient, messages: readonly OutgoingMessage[]): Contestant<number> {
  const pages = Array.from({ length: Math.ceil(messages.length / PAGE_EVENTS) }, (_, page) =>
    messages
      .slice(page * PAGE_EVENTS, (page + 1) * PAGE_EVENTS)
      .map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
  );
  return {
    run: async () => {
      const before = await taken(kafka);
      const producer = kafka.kafka.producer({ allowAutoTopicCreation: false });
      await producer.connect();
      for (const page of pages) await producer.send({ topic: kafka.physical(EVENTS_TOPIC), acks: -1, messages: page });
      await producer.disconnect();
      return before;
    },
    check: async (before) => assert.equal((await taken(kafka)) - before, RELAYED_EVENTS),
  };
}

/** Where the last events of the store begin that are relayed, and where they end: a relay reads to the end. */
async function lastEvents(pool: Pool): Promise<{ readonly first: number; readonly last: number }> {
  const { rows } = await pool.query<{ first: number; last: number }>(
    'select min(position) - 1 as first, max(position) as last from (select position from store.events order by position desc limit $1) as ends',
    [RELAYED_EVENTS],
  );
  return { first: rows[0]?.first ?? 0, last: rows[0]?.last ?? 0 };
}

/** Events from the store to Kafka, connecting and standing up as leader included. */
export async function* relayLines(source: Source, brokers: readonly string[]): AsyncGenerator<Line> {
  const namespace = `bench-${randomBytes(5).toString('hex')}`;
  const kafka = new KafkaClient({ brokers, namespace, clientId: 'claimstream-bench', logger: silentLogger });
  await ensureTopics(kafka, [EVENTS_TOPIC_DEFINITION]);
  try {
    const { first, last } = await lastEvents(source.pool);
    const events = await new EventStore(source.pool).readAll({ after: first, limit: RELAYED_EVENTS });
    const messages = events.map((event) => toCloudEvent(event, partitionKeyOf(event)));
    assert.equal(messages.length, RELAYED_EVENTS);
    const result = await race(
      { rounds: ROUNDS },
      {
        ours: relaying(source, kafka, first, last),
        kafkajs: producing(kafka, messages),
      },
    );
    yield {
      what: 'relay to Kafka',
      amount: RELAYED_EVENTS / result.ours.seconds,
      unit: 'events/s',
      peer: { name: 'kafkajs', amount: RELAYED_EVENTS / result.kafkajs.seconds, aim: OF_KAFKAJS },
    };
  } finally {
    await deleteTopics(kafka, [EVENTS_TOPIC]);
  }
}
