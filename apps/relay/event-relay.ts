import type { PoolClient } from 'pg';
import { partitionKeyOf } from '#libs/contracts/partition-key.js';
import { EVENTS_TOPIC, EVENTS_TOPIC_DEFINITION } from '#libs/contracts/topics.js';
import type { StoredEvent } from '#libs/event-store/event.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { CodedError } from '#libs/kernel/coded-error.js';
import { backOffMs, keepTrying, pause } from '#libs/messaging/back-off.js';
import { toCloudEvent } from '#libs/messaging/cloud-event.js';
import type { KafkaClient } from '#libs/messaging/kafka-client.js';
import { MessageProducer } from '#libs/messaging/message-producer.js';
import { ensureTopics } from '#libs/messaging/topics.js';
import type { Logger } from '#libs/observability/logger.js';
import { moveCheckpoint, readCheckpoint } from '#libs/projections/runner/checkpoints.js';
import { aliveWhile, answerOf, whileLeading } from './leadership.js';
import type { RelayMetrics } from './relay-metrics.js';

const CHECKPOINT = 'relay';
const PAGE_EVENTS = 1000;
const SHORTEST_POLL_MS = 5;
const LONGEST_POLL_MS = 100;

/** Another relay has moved the checkpoint: this one is no leader, whatever it believed. */
class Deposed extends CodedError {
  constructor() {
    super('relay.deposed', 'another relay has moved the checkpoint');
  }
}

export interface EventRelayOptions {
  readonly databaseUrl: string;
  readonly kafka: KafkaClient;
  readonly logger: Logger;
  readonly metrics: RelayMetrics;
}

/**
 * Publishes the store's events in position order, each at least once. One of several relays leads; one batch is in flight; the checkpoint moves after the
 * brokers have answered, so what a crash leaves between the two is published twice, which no consumer minds.
 */
export class EventRelay {
  private readonly stopping = new AbortController();
  private readonly producer: MessageProducer;
  private readonly logger: Logger;
  private running: Promise<void> | null = null;
  private trouble: string | null = 'starting';

  constructor(private readonly options: EventRelayOptions) {
    this.producer = new MessageProducer(options.kafka);
    this.logger = options.logger.child({ component: 'relay' });
  }

  /** Begins in the background, whatever is up or down. */
  start(): void {
    this.running ??= this.live();
  }

  /** Lets the batch in flight be taken and its checkpoint be moved. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.producer.close();
  }

  /** Why it does not work at present; null while it leads or stands by. */
  readiness(): string | null {
    return this.trouble;
  }

  private async live(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted; ) {
      try {
        this.trouble = null;
        await whileLeading(this.options.databaseUrl, signal, async (connection) => {
          failures = 0;
          await this.lead(connection);
        });
      } catch (error) {
        if (signal.aborted) break;
        failures += 1;
        const waitMs = backOffMs(failures);
        this.trouble = 'the store cannot be reached';
        this.logger.warn({ error, attempt: failures, waitMs }, 'lost the store');
        await pause(waitMs, signal);
      } finally {
        this.options.metrics.leading.set(0);
      }
    }
  }

  private async lead(connection: PoolClient): Promise<void> {
    const { signal } = this.stopping;
    const store = new EventStore(connection);
    let position = await answerOf(readCheckpoint(connection, CHECKPOINT));
    this.options.metrics.leading.set(1);
    this.logger.info({ position }, 'leading');
    let events: readonly StoredEvent[] = [];
    let pollMs = SHORTEST_POLL_MS;
    while (!signal.aborted) {
      if (events.length === 0) events = await answerOf(store.readAll({ after: position, limit: PAGE_EVENTS }));
      const last = events.at(-1);
      if (!last) {
        this.options.metrics.lag.set(0);
        await pause(pollMs, signal);
        pollMs = Math.min(LONGEST_POLL_MS, pollMs * 2);
        continue;
      }
      // While the brokers take one page, the next is read where there is one.
      const more = events.length === PAGE_EVENTS;
      const publishing = this.publish(events);
      const reading = more
        ? answerOf(store.readAll({ after: last.position, limit: PAGE_EVENTS }))
        : Promise.resolve<readonly StoredEvent[]>([]);
      const [next] = await Promise.all([reading, publishing, reading.then(() => aliveWhile(connection, publishing))]);
      if (!(await answerOf(moveCheckpoint(connection, CHECKPOINT, position, last.position)))) throw new Deposed();
      position = last.position;
      this.options.metrics.published.inc(events.length);
      this.options.metrics.lag.set((next.at(-1)?.position ?? position) - position);
      events = next;
      pollMs = SHORTEST_POLL_MS;
    }
  }

  /** Resolves when the brokers have taken all; tries for as long as the relay lives. */
  private async publish(events: readonly StoredEvent[]): Promise<void> {
    const messages = events.map((event) => toCloudEvent(event, partitionKeyOf(event)));
    for (const [index, message] of messages.entries()) {
      if (message.headers?.ce_bodyomitted) {
        const { stream, version, type } = events[index] as StoredEvent;
        this.logger.warn({ stream, version, type }, 'event too large for a broker: published without its body');
      }
    }
    await keepTrying(
      async () => {
        // A topic that was never made or has been deleted is made (anew); what it had held, the sweeps bring.
        if (this.trouble !== null) await ensureTopics(this.options.kafka, [EVENTS_TOPIC_DEFINITION]);
        await this.producer.send(EVENTS_TOPIC, messages);
        this.trouble = null;
      },
      {
        signal: this.stopping.signal,
        onFailure: (error, attempt, waitMs) => {
          this.trouble = 'Kafka cannot be reached';
          const { brokers } = this.options.kafka;
          this.logger.warn({ error, attempt, waitMs, brokers, topic: EVENTS_TOPIC }, 'events wait for Kafka');
        },
      },
    );
  }
}
