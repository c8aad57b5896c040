import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Registry } from 'prom-client';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import { HealthRegistry } from '#libs/observability/health.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { EventRelay } from './event-relay.js';
import { relayMetrics } from './relay-metrics.js';

@Injectable()
export class RelayService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly relay: EventRelay;

  constructor(
    @Inject(CONFIGURATION) configuration: Configuration,
    @Inject(LOGGER) logger: Logger,
    @Inject(Registry) registry: Registry,
    @Inject(HealthRegistry) health: HealthRegistry,
  ) {
    const { kafkaBrokers: brokers, namespace, databaseUrl } = configuration;
    const kafka = new KafkaClient({ brokers, namespace, clientId: 'claimstream-relay', logger });
    this.relay = new EventRelay({ databaseUrl, kafka, logger, metrics: relayMetrics(registry) });
    health.register('relay', async () => this.relay.readiness());
  }

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.relay.stop();
  }
}

/** Event store → Kafka. */
@Module({ providers: [RelayService] })
export class RelayModule {}
