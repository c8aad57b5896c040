import pg from 'pg';
import { DataSource } from 'typeorm';
import { LOCK_CLASS } from '#libs/event-store/advisory-locks.js';
import { connectionConfig } from '#libs/event-store/pool.js';
import { markStore, readStoreMode, type StoreMode, StoreModeConflict } from '#libs/event-store/store-mode.js';
import { migrationNames } from './all.js';
import { sqlMigration } from './sql-migration.js';

export interface MigrateOptions {
  readonly databaseUrl: string;
  /** Marks a new store; must be the mark of an old one. */
  readonly mode: StoreMode;
}

/**
 * Brings the database up to date, each migration in its own transaction, and marks the store as `demo` or `production` the first time.
 * Several processes may call this at once: one migrates, the others wait. Throws {@link StoreModeConflict} before anything is changed.
 */
export async function migrate({ databaseUrl, mode }: MigrateOptions): Promise<void> {
  const guard = new pg.Client(
    connectionConfig(databaseUrl, { applicationName: 'claimstream-migrate', statementTimeoutMs: 0 }),
  );
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1, 0)', [LOCK_CLASS.migrations]);
    const marked = await readStoreMode(guard);
    if (marked !== null && marked !== mode) throw new StoreModeConflict(mode, marked);
    // TypeORM keeps its list of migrations beside the events; the schema must be there before the first of them runs.
    await guard.query('create schema if not exists store');
    await runMigrations(databaseUrl);
    await markStore(guard, mode);
  } finally {
    await guard.end();
  }
}

async function runMigrations(databaseUrl: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    schema: 'store',
    applicationName: 'claimstream-migrate',
    migrations: migrationNames.map(sqlMigration),
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    logging: false,
  });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}
