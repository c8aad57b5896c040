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
import { sendDeadLetter } from '#libs/messaging/dead-letter.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import type { ReceivedMessage } from '#libs/messaging/message.js';
import { MessageProducer } from '#libs/messaging/message-producer.js';
import { ensureTopics, kafkaReadiness } from '#libs/messaging/topics.js';
import { HealthRegistry } from '#libs/observability/health.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { Vault } from '#libs/vault/vault.js';
import { isRejection, type Rejection, readEnvelope } from './envelope.js';
import { IntakeService, type Origin } from './intake.service.js';

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
      handle: (messages, signal) => this.handle(messages, signal),
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
  private async handle(messages: readonly ReceivedMessage[], signal: AbortSignal): Promise<void> {
    for (const message of messages) {
      signal.throwIfAborted();
      await this.takeOne(message);
    }
  }

  private async takeOne(message: ReceivedMessage): Promise<void> {
    const envelope = readEnvelope(message.headers, message.value);
    if (isRejection(envelope)) return this.bury(message, null, [envelope]);
    const result = await this.intake.take(envelope, this.originOf(message));
    if (!result.taken) return this.bury(message, result.practiceId, result.rejections);
    this.messages.inc({ outcome: result.outcome.repeated ? 'repeated' : result.outcome.status });
  }

  private originOf({ topic, headers }: ReceivedMessage): Origin {
    const source = sourceOfTopic(topic);
    const practices = source === null ? null : (this.configuration.ehrSources.get(source) ?? []);
    return {
      source: source ?? 'demo',
      practices,
      ...(headers.ce_traceparent ? { traceContext: headers.ce_traceparent } : {}),
    };
  }

  private async bury(
    message: ReceivedMessage,
    practiceId: string | null,
    rejections: readonly Rejection[],
  ): Promise<void> {
    const [first] = rejections;
    if (!first) return;
    const { sealed, keyId } = await this.vault.sealFile(practiceId ?? NO_PRACTICE, message.value ?? Buffer.alloc(0));
    const reason = rejections.map((rejection) => rejection.reason).join('; ');
    await sendDeadLetter(this.deadLetters, { message, code: first.code, reason, field: first.field, sealed, keyId });
    this.messages.inc({ outcome: 'dead-letter' });
    const { topic, partition, offset } = message;
    this.logger.warn(
      { topic, partition, offset, code: first.code, field: first.field },
      'a message was put into the dead letters',
    );
  }
}
