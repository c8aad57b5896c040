import { Global, Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import { type Configuration, requireMasterKey } from '#libs/configuration/environment.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { createPool } from '#libs/event-store/pool.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { RawFiles } from '#libs/vault/raw-files.js';
import { Vault } from '#libs/vault/vault.js';
import { REFERENCE } from './reference.js';
import { serverReference } from './reference-folder.js';

/** Connections that one process keeps for commands and policies. */
const CONNECTIONS = 16;

const pool = {
  provide: pg.Pool,
  inject: [CONFIGURATION, LOGGER],
  useFactory: (configuration: Configuration, logger: Logger) =>
    createPool(configuration.databaseUrl, {
      applicationName: 'claimstream',
      max: CONNECTIONS,
      onError: (error) => logger.warn({ error }, 'an idle connection to Postgres broke; it is replaced'),
    }),
};

/** What every app that touches the store shares in a process: pool, event store, vault, raw files, business clock, reference data. */
@Global()
@Module({
  providers: [
    pool,
    { provide: EventStore, inject: [pg.Pool], useFactory: (db: pg.Pool) => EventStore.practiceBound(db) },
    { provide: BusinessClock, inject: [pg.Pool], useFactory: (db: pg.Pool) => new BusinessClock(db) },
    {
      provide: Vault,
      inject: [pg.Pool, CONFIGURATION],
      useFactory: (db: pg.Pool, configuration: Configuration) =>
        new Vault(db, requireMasterKey(configuration).toString('base64')),
    },
    { provide: RawFiles, inject: [pg.Pool, Vault], useFactory: (db: pg.Pool, vault: Vault) => new RawFiles(db, vault) },
    {
      provide: REFERENCE,
      inject: [CONFIGURATION],
      useFactory: ({ referenceFolder }: Configuration) => serverReference(referenceFolder),
    },
  ],
  exports: [pg.Pool, EventStore, BusinessClock, Vault, RawFiles, REFERENCE],
})
export class StoreModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(pg.Pool) private readonly db: pg.Pool,
    @Inject(Vault) private readonly vault: Vault,
  ) {}

  /** A vault made with another master key would leave data that nobody can read: refuse to start. */
  async onApplicationBootstrap(): Promise<void> {
    await this.vault.checkMasterKey();
  }

  /** After the consumers and workers have drained. */
  async onApplicationShutdown(): Promise<void> {
    await this.db.end();
  }
}
