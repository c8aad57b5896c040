import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { createPool } from '#libs/event-store/pool.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';

const CONNECTIONS = 6;

/** Connections for the worker's own tables and progress, apart from those that commands use: neither can starve the other. */
@Injectable()
export class WorkerPool implements OnApplicationShutdown {
  readonly db: ReturnType<typeof createPool>;

  constructor(@Inject(CONFIGURATION) { databaseUrl }: Configuration, @Inject(LOGGER) logger: Logger) {
    this.db = createPool(databaseUrl, {
      applicationName: 'claimstream-worker',
      max: CONNECTIONS,
      onError: (error) => logger.warn({ error, component: 'worker' }, 'an idle connection broke'),
    });
  }

  /** After everybody has drained. */
  async onApplicationShutdown(): Promise<void> {
    await this.db.end();
  }
}
