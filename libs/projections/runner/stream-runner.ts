import type pg from 'pg';
import { EVENTS_TOPIC, EVENTS_TOPIC_DEFINITION } from '#libs/contracts/topics.js';
import { pause } from '#libs/messaging/back-off.js';
import { BatchConsumer } from '#libs/messaging/batch-consumer.js';
import { fromCloudEvent, headOf, InvalidCloudEvent } from '#libs/messaging/cloud-event.js';
import type { KafkaClient } from '#libs/messaging/kafka-client.js';
import type { ReceivedMessage } from '#libs/messaging/message.js';
import { ensureTopics } from '#libs/messaging/topics.js';
import type { Logger } from '#libs/observability/logger.js';
import type { EventSource } from './event-source.js';
import type { RunnerMetrics } from './runner-metrics.js';
import type { Applied, StreamConsumer } from './stream-consumer.js';
import { categoryOf } from './stream-name.js';
import { type StreamSlice, sliceOf } from './stream-slice.js';
import { Sweep } from './sweep.js';

const SWEEP_EVERY_MS = 2000;
const PARTITIONS_AT_ONCE = 4;

export interface StreamRunnerOptions {
  /** Consumer group: processes with the same group share the work. */
  readonly group: string;
  readonly consumers: readonly StreamConsumer[];
  readonly pool: pg.Pool;
  readonly source: EventSource;
  readonly kafka: KafkaClient;
  readonly logger: Logger;
  readonly metrics: RunnerMetrics;
  readonly sweepEveryMs?: number;
}

/** Brings the events to views and policies: from Kafka as they come, and from the store whatever Kafka did not bring. */
export class StreamRunner {
  private readonly stopping = new AbortController();
  private readonly fromKafka: BatchConsumer;
  private readonly logger: Logger;
  private sweeping: Promise<unknown> | null = null;

  constructor(private readonly options: StreamRunnerOptions) {
    this.logger = options.logger.child({ component: options.group });
    this.fromKafka = new BatchConsumer(options.kafka, {
      group: options.group,
      topics: [EVENTS_TOPIC],
      partitionsAtOnce: PARTITIONS_AT_ONCE,
      prepare: () => ensureTopics(options.kafka, [EVENTS_TOPIC_DEFINITION]),
      handle: (messages, signal) => this.handle(messages, signal),
    });
  }

  /** Begins in the background, whatever is up or down. */
  start(): void {
    if (this.sweeping !== null) return;
    this.fromKafka.start();
    this.sweeping = Promise.all(this.options.consumers.map((consumer) => this.sweepForEver(consumer)));
  }

  /** Finishes what is in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.fromKafka.stop(), this.sweeping]);
  }

  private async handle(messages: readonly ReceivedMessage[], signal: AbortSignal): Promise<void> {
    const slices = this.slicesOf(messages);
    const outcomes = await Promise.allSettled(
      this.options.consumers.map(async (consumer) => {
        const mine = new Map([...slices].filter(([stream]) => consumer.categories.includes(categoryOf(stream))));
        if (mine.size > 0) this.tell(consumer, 'kafka', await consumer.apply(mine, signal));
      }),
    );
    // All are given what came, also where one is stuck; then the same messages come again, which changes nothing for the others.
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private slicesOf(messages: readonly ReceivedMessage[]): Map<string, StreamSlice> {
    const slices = new Map<string, StreamSlice>();
    const wanted = new Set(this.options.consumers.flatMap(({ categories }) => categories));
    for (const message of messages) {
      try {
        const { stream, version } = headOf(message);
        if (!wanted.has(categoryOf(stream))) continue;
        const event = fromCloudEvent(message);
        const slice = sliceOf(slices, stream);
        if (event) slice.add(event);
        else slice.reaches(version);
      } catch (error) {
        if (!(error instanceof InvalidCloudEvent)) throw error;
        // Nobody but the relay writes here. The store has the event, and the sweep brings it.
        const { topic, partition, offset } = message;
        this.logger.error({ error, topic, partition, offset }, 'a message that is no event was passed over');
      }
    }
    return slices;
  }

  private async sweepForEver(consumer: StreamConsumer): Promise<void> {
    const { signal } = this.stopping;
    const sweep = new Sweep(this.options.pool, this.options.source, consumer);
    const fields = { consumer: consumer.name };
    while (!signal.aborted) {
      try {
        const { streams, events, complete } = await sweep.run(signal);
        this.options.metrics.swept.set(fields, complete ? 1 : 0);
        if (streams > 0) {
          this.options.metrics.events.inc({ ...fields, way: 'store' }, events);
          this.logger.info({ ...fields, streams, count: events }, 'brought up to date from the store');
        }
      } catch (error) {
        if (!signal.aborted) this.logger.warn({ ...fields, error }, 'the sweep failed and comes again');
      }
      await pause(this.options.sweepEveryMs ?? SWEEP_EVERY_MS, signal);
    }
  }

  private tell(consumer: StreamConsumer, way: string, applied: Applied): void {
    this.options.metrics.events.inc({ consumer: consumer.name, way }, applied.events);
    for (const { stream, version, reason } of applied.parked) {
      this.options.metrics.parked.inc({ consumer: consumer.name });
      this.logger.error({ consumer: consumer.name, stream, version, reason }, 'stream parked');
    }
  }
}
