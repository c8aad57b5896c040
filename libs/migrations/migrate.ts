import pg from 'pg';
import { LOCK_CLASS } from '#libs/event-store/advisory-locks.js';
import { connectionConfig } from '#libs/event-store/pool.js';
import { markStore, readStoreMode, type StoreMode, StoreModeConflict } from '#libs/event-store/store-mode.js';
import { type MigrationName, migrationNames } from './all.js';
import { applyMigrations } from './apply-migrations.js';
import { readMigration, sqlMigration } from './sql-migration.js';

export interface MigrateOptions {
  readonly databaseUrl: string;
  /** Marks a new store; must be the mark of an old one. */
  readonly mode: StoreMode;
  /** The last migration to be applied: the schema as an earlier version of the program had it. All where it is left out. */
  readonly through?: MigrationName;
}

/**
 * Brings the database up to date, each migration in its own transaction, and marks the store as `demo` or `production` the first time.
 * Several processes may call this at once: one migrates, the others wait. Throws {@link StoreModeConflict} before anything is changed, and
 * `MigrationBlocked` where somebody holds a table that a migration needs.
 */
export async function migrate({ databaseUrl, mode, through }: MigrateOptions): Promise<void> {
  const names = through === undefined ? migrationNames : migrationNames.slice(0, migrationNames.indexOf(through) + 1);
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
    await applyMigrations(
      databaseUrl,
      names.map((name) => sqlMigration(name, readMigration(name))),
    );
    await markStore(guard, mode);
  } finally {
    await guard.end();
  }
}
