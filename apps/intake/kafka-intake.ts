import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import {
  INTAKE_GROUP,
  SESSIONS_TOPIC,
  sessionsTopicOf,
  sourceOfTopic,
  topicDefinitions,
} from '#libs/contracts/topics.js';
import { BatchConsumer } from '#libs/messaging/batch-consumer.js';
import { type DeadLetter, sendDeadLetter } from '#libs/messaging/dead-letter.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import { MAX_MESSAGE_BYTES, type ReceivedMessage } from '#libs/messaging/message.js';
import { MessageProducer } from '#libs/messaging/message-producer.js';
import { ensureTopics, kafkaReadiness } from '#libs/messaging/topics.js';
import { HealthRegistry } from '#libs/observability/health.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { isInfrastructureError } from '#libs/projections/runner/infrastructure-error.js';
import { RawFiles } from '#libs/vault/raw-files.js';
import { Vault } from '#libs/vault/vault.js';
import { type Envelope, isRejection, type Rejection, readEnvelope } from './envelope.js';
import { INTAKE_FAILED, IntakeService, type Origin, type Taken } from './intake.service.js';

/** A W3C trace context. What else stands in that header is not kept: it may be anything. */
const TRACE_CONTEXT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const MOST_REASONS = 20;

/** Seals dead letters of which nobody can tell the practice. */
const NO_PRACTICE = 'intake';

/** EHR messages from Kafka: what can be taken becomes a command, what cannot a dead letter; an offset is committed after either. */
@Injectable()
export class KafkaIntake implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly consumer: BatchConsumer;
  private readonly deadLetters: MessageProducer;
  private readonly messages: Counter<'outcome'>;

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(IntakeService) private readonly intake: IntakeService,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(RawFiles) private readonly rawFiles: RawFiles,
    @Inject(Registry) registry: Registry,
    @Inject(HealthRegistry) health: HealthRegistry,
  ) {
    const { kafkaBrokers: brokers, namespace, ehrSources, mode } = configuration;
    const kafka = new KafkaClient({ brokers, namespace, clientId: 'claimstream-intake', logger });
    const definitions = topicDefinitions(ehrSources.keys(), mode === 'demo');
    this.deadLetters = new MessageProducer(kafka);
    this.messages = new Counter({
      name: 'claimstream_intake_messages_total',
      help: 'Messages from EHRs by outcome',
      labelNames: ['outcome'],
      registers: [registry],
    });
    this.consumer = new BatchConsumer(kafka, {
      group: INTAKE_GROUP,
      topics: [...(mode === 'demo' ? [SESSIONS_TOPIC] : []), ...[...ehrSources.keys()].map(sessionsTopicOf)],
      partitionsAtOnce: 3,
      prepare: () => ensureTopics(kafka, definitions),
      handle: (messages, signal, finished) => this.handle(messages, signal, finished),
    });
    health.register('intake-kafka', () => kafkaReadiness(kafka));
  }

  onApplicationBootstrap(): void {
    this.consumer.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.consumer.stop();
    await this.deadLetters.close();
  }

  /** One after the other: messages of one patient change the same streams, in their order. */
  private async handle(
    messages: readonly ReceivedMessage[],
    signal: AbortSignal,
    finished: (message: ReceivedMessage) => void,
  ): Promise<void> {
    for (const message of messages) {
      signal.throwIfAborted();
      await this.takeOne(message);
      finished(message);
    }
  }

  private async takeOne(message: ReceivedMessage): Promise<void> {
    const envelope = readEnvelope(message.headers, message.value);
    if (isRejection(envelope)) return this.bury(message, null, [envelope]);
    const result = await this.takeOrGiveUp(envelope, message);
    if (!result.taken) return this.bury(message, result.practiceId, result.rejections);
    this.messages.inc({ outcome: result.outcome.repeated ? 'repeated' : result.outcome.status });
  }

  /** A broken surrounding is thrown, and the message comes again; one that trips a bug must not hold up all behind it for ever. */
  private async takeOrGiveUp(envelope: Envelope, message: ReceivedMessage): Promise<Taken> {
    try {
      return await this.intake.take(envelope, this.originOf(message));
    } catch (error) {
      if (isInfrastructureError(error)) throw error;
      const { topic, partition, offset } = message;
      this.logger.error({ error, topic, partition, offset }, 'a message could not be worked on');
      return { taken: false, practiceId: null, rejections: [INTAKE_FAILED] };
    }
  }

  private originOf({ topic, headers }: ReceivedMessage): Origin {
    const source = sourceOfTopic(topic);
    const practices = source === null ? null : (this.configuration.ehrSources.get(source) ?? []);
    return {
      source: source ?? 'demo',
      practices,
      ...(TRACE_CONTEXT.test(headers.ce_traceparent ?? '') ? { traceContext: headers.ce_traceparent } : {}),
    };
  }

  private async bury(
    message: ReceivedMessage,
    practiceId: string | null,
    rejections: readonly Rejection[],
  ): Promise<void> {
    const [first] = rejections;
    if (!first) return;
    const { code, field } = first;
    const body = await this.sealed(practiceId ?? NO_PRACTICE, message.value ?? Buffer.alloc(0));
    await sendDeadLetter(this.deadLetters, { message, code, reason: reasonOf(rejections), field, body });
    this.messages.inc({ outcome: 'dead-letter' });
    const { topic, partition, offset } = message;
    this.logger.warn(
      { topic, partition, offset, code, ...(field === undefined ? {} : { field }) },
      'a message was put into the dead letters',
    );
  }

  /** A compressed message may be larger than what brokers take, and than its dead letter could be: it is kept in the store. */
  private async sealed(practiceId: string, bytes: Buffer): Promise<DeadLetter['body']> {
    if (bytes.length <= MAX_MESSAGE_BYTES) return this.vault.sealFile(practiceId, bytes);
    const { fileId } = await this.rawFiles.storeRawFile({ practiceId, name: 'dead letter', bytes });
    return { keptAs: `${practiceId}/${fileId}` };
  }
}

/** All reasons in one sentence; of very many the first, for a header must stay small whatever was sent. */
function reasonOf(rejections: readonly Rejection[]): string {
  const told = rejections.slice(0, MOST_REASONS).map(({ reason }) => reason);
  const more = rejections.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
