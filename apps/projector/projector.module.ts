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
import { FoldKeeper } from './fold-keeper.js';

@Injectable()
export class ProjectorService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly pool;
  private readonly runner: StreamRunner;
  private readonly folds: FoldKeeper;
  private readonly stopping = new AbortController();
  private tending: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIGURATION) configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(Registry) registry: Registry,
    @Inject(HealthRegistry) health: HealthRegistry,
  ) {
    const { kafkaBrokers: brokers, namespace, databaseUrl, rebuildAtStart } = configuration;
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
    this.folds = new FoldKeeper({ pool, views, logger, rebuildAtStart });
    health.register('projector-folds', () => this.folds.readiness());
    health.register('projector-kafka', () => kafkaReadiness(kafka));
    health.register('projector-store', async () => {
      await pool.query('select 1');
      return null;
    });
  }

  /** In the background: an app starts whatever is up or down. */
  onApplicationBootstrap(): void {
    this.tending = this.begin(this.stopping.signal);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.tending;
    await this.runner.stop();
    await this.pool.end();
  }

  private async begin(signal: AbortSignal): Promise<void> {
    try {
      await this.folds.note(signal);
      this.runner.start();
      await this.folds.tend(signal);
    } catch (error) {
      if (!signal.aborted)
        this.logger.error({ error, component: 'projector' }, 'which views are to be rebuilt is not known');
    }
  }
}

/** Kafka, or the store where Kafka is away → views. */
@Module({ providers: [ProjectorService] })
export class ProjectorModule {}
