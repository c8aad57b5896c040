import kafkajs from 'kafkajs';
import { backOffMs, keepTrying, pause } from './back-off.js';
import type { KafkaClient } from './kafka-client.js';
import type { ReceivedMessage } from './message.js';

/** A group's member is given up after this long without a sign of life; the shortest that brokers allow by default. */
const SESSION_TIMEOUT_MS = 6000;
const HEARTBEAT_MS = 1500;
const REBALANCE_TIMEOUT_MS = 10_000;

export interface ConsumeOptions {
  /** Consumer group, without the namespace. */
  readonly group: string;
  readonly topics: readonly string[];
  /**
   * Handles messages of one partition, in order. Their offsets are committed when it has resolved. What it throws is a broken surrounding: the same
   * messages come again after a pause, for as long as it takes; messages that are bad in themselves are its own business. May be
   * called for several partitions at once. Aborted where the consumer stops or has lost the partition. Who handles them one after the other says which is
   * `finished`: with all before it, it does not come again, also where a later one is not reached.
   */
  handle(
    messages: readonly ReceivedMessage[],
    signal: AbortSignal,
    finished: (message: ReceivedMessage) => void,
  ): Promise<void>;
  /** How many partitions are handled at once. */
  readonly partitionsAtOnce?: number;
  /** What must be done before topics can be subscribed: make them. Tried again with the connection. */
  readonly prepare?: () => Promise<void>;
}

/** A member of a consumer group that lives until it is stopped: brokers that are down, lost sessions and deleted topics are named in the log and waited for. */
export class BatchConsumer {
  private readonly stopping = new AbortController();
  private readonly logger;
  private running: Promise<void> | null = null;
  private joined = false;

  constructor(
    private readonly client: KafkaClient,
    private readonly options: ConsumeOptions,
  ) {
    this.logger = client.logger.child({ group: options.group });
  }

  /** Begins in the background; returns at once, also where Kafka is down. */
  start(): void {
    this.running ??= this.live();
  }

  /** True while it is a member of its group. */
  get isMember(): boolean {
    return this.joined;
  }

  /** Lets the messages in hand be finished and commits them. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async live(): Promise<void> {
    const { signal } = this.stopping;
    for (let crashes = 0; !signal.aborted; ) {
      const started = performance.now();
      try {
        await keepTrying(() => this.consumeUntilCrash(), {
          signal,
          onFailure: (error, attempt, waitMs) =>
            this.logger.warn({ error, attempt, waitMs, brokers: this.client.brokers }, 'Kafka cannot be reached'),
        });
      } catch (error) {
        if (!signal.aborted) this.logger.error({ error }, 'consumer failed');
      }
      crashes = performance.now() - started > 30_000 ? 0 : crashes + 1;
      if (!signal.aborted) await pause(backOffMs(crashes), signal);
    }
  }

  /** Joins and consumes. Resolves after a crash or a stop; throws where it could not join. */
  private async consumeUntilCrash(): Promise<void> {
    await this.options.prepare?.();
    const consumer = this.client.kafka.consumer({
      groupId: this.client.physical(this.options.group),
      sessionTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_MS,
      rebalanceTimeout: REBALANCE_TIMEOUT_MS,
      maxWaitTimeInMs: 500,
      allowAutoTopicCreation: false,
      // New partitions, and topics made anew, are noticed within this time.
      metadataMaxAge: 15_000,
      // All crashes end here, so that there is one way to begin again.
      retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 5, restartOnFailure: async () => false },
    });
    const { signal } = this.stopping;
    try {
      await consumer.connect();
      const topics = this.options.topics.map((topic) => this.client.physical(topic));
      await consumer.subscribe({ topics, fromBeginning: true });
      await this.run(consumer, signal);
    } finally {
      this.joined = false;
      await consumer.disconnect().catch(() => {});
    }
  }

  private async run(consumer: kafkajs.Consumer, signal: AbortSignal): Promise<void> {
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    consumer.on(consumer.events.GROUP_JOIN, () => {
      this.joined = true;
      this.logger.info({}, 'joined the group');
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!signal.aborted) this.logger.warn({ error: payload.error, brokers: this.client.brokers }, 'lost the group');
      end();
    });
    signal.addEventListener('abort', end, { once: true });
    try {
      await consumer.run({
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: this.options.partitionsAtOnce ?? 1,
        eachBatch: (payload) => this.handleBatch(payload),
      });
      if (!signal.aborted) await ended;
      // Waits for the batches in hand and commits them.
      if (signal.aborted) await consumer.stop();
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  private async handleBatch(payload: kafkajs.EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, heartbeat, isRunning, isStale } = payload;
    const messages = batch.messages.map((message) => this.received(batch.topic, batch.partition, message));
    const lost = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, lost.signal]);
    // Handling may take longer than the session lasts.
    const beating = setInterval(() => {
      heartbeat().catch((error) => lost.abort(error));
      if (isStale()) lost.abort();
    }, HEARTBEAT_MS);
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await this.options.handle(messages, signal, ({ offset }) => resolveOffset(offset));
          break;
        } catch (error) {
          if (signal.aborted || !isRunning()) throw error;
          const waitMs = backOffMs(attempt);
          const { topic, partition } = batch;
          this.logger.warn({ error, attempt, waitMs, topic, partition }, 'messages cannot be handled now');
          await pause(waitMs, signal);
          if (signal.aborted) throw error;
        }
      }
      resolveOffset(batch.lastOffset());
    } finally {
      clearInterval(beating);
    }
    await heartbeat();
  }

  private received(topic: string, partition: number, message: kafkajs.KafkaMessage): ReceivedMessage {
    return {
      topic: this.client.logical(topic),
      partition,
      offset: message.offset,
      key: message.key?.toString() ?? null,
      value: message.value,
      headers: textHeaders(message.headers ?? {}),
    };
  }
}

function textHeaders(headers: kafkajs.IHeaders): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) texts[name] = last.toString();
  }
  return texts;
}
