import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { DueWorkEngine } from '#libs/jobs/due-work-engine.js';
import { HealthRegistry } from '#libs/observability/health.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { DueWorkJobs } from './due-work-handlers.js';
import { jobPlan } from './job-plan.js';
import { WorkerPool } from './worker-pool.js';

/** Due work → queues → commands. */
@Injectable()
export class DueWorkService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly engine: DueWorkEngine;

  constructor(
    @Inject(CONFIGURATION) { redisUrl, namespace }: Configuration,
    @Inject(LOGGER) logger: Logger,
    @Inject(HealthRegistry) health: HealthRegistry,
    @Inject(WorkerPool) { db }: WorkerPool,
    @Inject(BusinessClock) clock: BusinessClock,
    @Inject(DueWorkJobs) jobs: DueWorkJobs,
  ) {
    const handlers = jobs.handlers();
    this.engine = new DueWorkEngine({ redisUrl, namespace, plan: jobPlan, db, clock, handlers, logger });
    health.register('worker-redis', () => this.engine.readiness());
  }

  /** A Redis that is down is waited for in the background; one that may evict jobs ends the start. */
  async onApplicationBootstrap(): Promise<void> {
    await this.engine.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.engine.stop();
  }
}
