import { BadRequestException, Inject, Injectable, NotFoundException, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { createPool, type Pool } from '#libs/event-store/pool.js';
import { practiceBound } from '#libs/event-store/practice-scope.js';
import { parseInstant } from '#libs/kernel/instant.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { type RowAsOf, rowAsOf } from '#libs/projections/as-of.js';

/** Asked seldom, and each answer is one short read. */
const CONNECTIONS = 2;

/** Rows as they were known at a past instant, folded from the store: no view keeps its past. Needs no key, since views hold fields in clear alone. */
@Injectable()
export class AsOf implements OnApplicationShutdown {
  private readonly pool: Pool;
  private readonly store: EventStore;

  constructor(@Inject(CONFIGURATION) { databaseUrl }: Configuration, @Inject(LOGGER) logger: Logger) {
    this.pool = createPool(databaseUrl, {
      applicationName: 'claimstream-api',
      max: CONNECTIONS,
      onError: (error) => logger.warn({ error, component: 'api' }, 'an idle connection broke'),
    });
    this.store = new EventStore(practiceBound(this.pool));
  }

  /** The row of a stream; null where it had not begun by then. */
  async find(stream: string, asOf: string): Promise<RowAsOf | null> {
    const instant = parseInstant(asOf);
    if (!instant) throw new BadRequestException('asOf must be an instant such as 2026-03-02T15:00:00Z');
    return rowAsOf(stream, await this.store.readStreamAsOf(stream, instant));
  }

  /** As {@link find}; answers 404 where there was nothing yet. */
  async get(stream: string, asOf: string): Promise<RowAsOf> {
    const row = await this.find(stream, asOf);
    if (!row) throw new NotFoundException('nothing of it was known at that instant');
    return row;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
