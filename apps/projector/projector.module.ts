import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Registry } from 'prom-client';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { createPool } from '#libs/event-store/pool.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import { kafkaReadiness } from '#libs/messaging/topics.js';
import { HealthRegistry } from '#libs/observability/health.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { views } from '#libs/projections/all.js';
import { runnerMetrics } from '#libs/projections/runner/runner-metrics.js';
import { StreamRunner } from '#libs/projections/runner/stream-runner.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';

@Injectable()
export class ProjectorService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly pool;
  private readonly runner: StreamRunner;

  constructor(
    @Inject(CONFIGURATION) configuration: Configuration,
    @Inject(LOGGER) logger: Logger,
    @Inject(Registry) registry: Registry,
    @Inject(HealthRegistry) health: HealthRegistry,
  ) {
    const { kafkaBrokers: brokers, namespace, databaseUrl } = configuration;
    const kafka = new KafkaClient({ brokers, namespace, clientId: 'claimstream-projector', logger });
    const pool = createPool(databaseUrl, {
      applicationName: 'claimstream-projector',
      max: 6,
      onError: (error) => logger.warn({ error, component: 'projector' }, 'an idle connection broke'),
    });
    const source = new EventStore(pool);
    const consumers = views.map((view) => new ViewConsumer(pool, source, view));
    const metrics = runnerMetrics(registry);
    this.pool = pool;
    this.runner = new StreamRunner({ group: 'projector', consumers, pool, source, kafka, logger, metrics });
    health.register('projector-kafka', () => kafkaReadiness(kafka));
    health.register('projector-store', async () => {
      await pool.query('select 1');
      return null;
    });
  }

  onApplicationBootstrap(): void {
    this.runner.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner.stop();
    await this.pool.end();
  }
}

/** Kafka, or the store where Kafka is away → views. */
@Module({ providers: [ProjectorService] })
export class ProjectorModule {}
