import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Registry } from 'prom-client';
import { policyHandlers } from '#libs/commands/policy-handlers.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import { kafkaReadiness } from '#libs/messaging/topics.js';
import { HealthRegistry } from '#libs/observability/health.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { HandlerConsumer } from '#libs/projections/runner/handler-consumer.js';
import { runnerMetrics } from '#libs/projections/runner/runner-metrics.js';
import { StreamRunner } from '#libs/projections/runner/stream-runner.js';
import { WorkerPool } from './worker-pool.js';

/** Consumer group of the policies: worker processes share the work. */
export const POLICY_GROUP = 'worker';

/** Events → policies → commands. */
@Injectable()
export class PolicyService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly runner: StreamRunner;

  constructor(
    @Inject(CONFIGURATION) { kafkaBrokers: brokers, namespace }: Configuration,
    @Inject(LOGGER) logger: Logger,
    @Inject(Registry) registry: Registry,
    @Inject(HealthRegistry) health: HealthRegistry,
    @Inject(CommandBus) bus: CommandBus,
    @Inject(StreamRepository) streams: StreamRepository,
    @Inject(BusinessClock) clock: BusinessClock,
    @Inject(WorkerPool) { db: pool }: WorkerPool,
  ) {
    const kafka = new KafkaClient({ brokers, namespace, clientId: 'claimstream-worker', logger });
    const source = new EventStore(pool);
    const handlers = policyHandlers({ bus, streams, clock });
    const consumers = handlers.map((handler) => new HandlerConsumer(pool, source, handler));
    const metrics = runnerMetrics(registry);
    this.runner = new StreamRunner({ group: POLICY_GROUP, consumers, pool, source, kafka, logger, metrics });
    health.register('worker-kafka', () => kafkaReadiness(kafka));
  }

  onApplicationBootstrap(): void {
    this.runner.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner.stop();
  }
}
