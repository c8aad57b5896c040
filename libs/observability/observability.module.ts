import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { HealthController, HealthRegistry } from './health.js';
import type { Logger } from './logger.js';
import { MetricsController } from './metrics.controller.js';

/** Injection token of the `Logger`. */
export const LOGGER = Symbol('Logger');

@Global()
@Module({})
export class ObservabilityModule {}

/** Logger, metrics registry, health registry, and their routes: once per process, however many apps it composes. */
export function observabilityModule(logger: Logger): DynamicModule {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    module: ObservabilityModule,
    imports: [TerminusModule.forRoot({ logger: false })],
    controllers: [HealthController, MetricsController],
    providers: [{ provide: LOGGER, useValue: logger }, { provide: Registry, useValue: registry }, HealthRegistry],
    exports: [LOGGER, Registry, HealthRegistry],
  };
}
