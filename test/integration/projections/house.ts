import { randomBytes, randomUUID } from 'node:crypto';
import { Registry } from 'prom-client';
import { EventRelay } from '#apps/relay/event-relay.js';
import { relayMetrics } from '#apps/relay/relay-metrics.js';
import type { Append, StoredEvent } from '#libs/event-store/event.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import { deleteTopics } from '#libs/messaging/topics.js';
import { silentLogger } from '#libs/observability/logger.js';
import { runnerMetrics } from '#libs/projections/runner/runner-metrics.js';
import type { StreamConsumer } from '#libs/projections/runner/stream-consumer.js';
import { StreamRunner } from '#libs/projections/runner/stream-runner.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';

/** A store of its own and a namespace of its own on the test's servers. */
export interface House {
  readonly database: TestDatabase;
  readonly store: EventStore;
  readonly kafka: KafkaClient;
  readonly brokers: readonly string[];
  readonly namespace: string;
  relay(databaseUrl?: string): EventRelay;
  runner(consumers: readonly StreamConsumer[], options?: { kafka?: KafkaClient; sweepEveryMs?: number }): StreamRunner;
  /** Appends one event to a claim stream of practice `p`. */
  append(id: string, data: { amount: number; poison?: boolean; sealedBytes?: number }): Promise<StoredEvent>;
  /** Appends so many events of amount 1 to claim streams of practice `p`, twenty a stream, at once. */
  appendMany(count: number): Promise<void>;
  close(): Promise<void>;
}

export function brokersOfTest(): readonly string[] {
  const brokers = process.env.KAFKA_BROKERS;
  if (!brokers) throw new Error('KAFKA_BROKERS must name a Kafka on which tests may make topics');
  return brokers.split(',');
}

const EVENTS_A_STREAM = 20;

const command = (streams: Append['streams']): Append => ({
  practice: 'p',
  commandId: randomUUID(),
  streams,
  outcome: {},
  occurredAt: new Date('2026-03-02T12:00:00Z'),
  correlationId: 'test',
  causationId: null,
  actor: 'test',
});

export async function openHouse(): Promise<House> {
  const database = await freshDatabase();
  const store = new EventStore(database.pool);
  const brokers = brokersOfTest();
  const namespace = `t${randomBytes(6).toString('hex')}`;
  const kafka = new KafkaClient({ brokers, namespace, clientId: 'test', logger: silentLogger });
  const running: { stop(): Promise<void> }[] = [];
  const keep = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
    running.push(part);
    return part;
  };
  return {
    database,
    store,
    kafka,
    brokers,
    namespace,
    relay: (databaseUrl = database.url) =>
      keep(new EventRelay({ databaseUrl, kafka, logger: silentLogger, metrics: relayMetrics(new Registry()) })),
    runner: (consumers, options = {}) =>
      keep(
        new StreamRunner({
          group: 'projector',
          consumers,
          pool: database.pool,
          source: store,
          kafka: options.kafka ?? kafka,
          logger: silentLogger,
          metrics: runnerMetrics(new Registry()),
          sweepEveryMs: options.sweepEveryMs ?? 200,
        }),
      ),
    append: async (id, { sealedBytes, ...data }) => {
      const sealed = sealedBytes === undefined ? null : Buffer.alloc(sealedBytes, 1);
      const event = { type: 'TallyCounted', schemaVersion: 1, data, sealed, keyId: sealed ? 'p/key' : null };
      const append = command([{ stream: `p/claim-${id}`, expectedVersion: 'any', events: [event] }]);
      const { events } = await store.append(append);
      return events[0] as StoredEvent;
    },
    appendMany: async (count) => {
      const event = { type: 'TallyCounted', schemaVersion: 1, data: { amount: 1 }, sealed: null, keyId: null };
      const events = Array.from({ length: EVENTS_A_STREAM }, () => event);
      await store.appendMany(
        Array.from({ length: count / EVENTS_A_STREAM }, () =>
          command([{ stream: `p/claim-${randomUUID()}`, expectedVersion: 'no-stream', events }]),
        ),
      );
    },
    close: async () => {
      await Promise.all(running.map((part) => part.stop()));
      await deleteTopics(kafka, ['claimstream.events']);
      await database.drop();
    },
  };
}
