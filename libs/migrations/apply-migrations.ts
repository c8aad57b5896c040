import { DataSource, type Logger, type MigrationInterface, QueryFailedError } from 'typeorm';
import { CodedError } from '#libs/kernel/coded-error.js';

/**
 * A migration that waits for a table makes everybody wait who comes after it. It gives way after this long and takes its turn again, so
 * a long query delays it and nobody else.
 */
const LOCK_TIMEOUT_MS = 2000;
const TURNS = 30;
const LOCK_NOT_AVAILABLE = '55P03';

/** Somebody has held a table for the whole minute in which a migration tried to change it; nothing of that migration was done. */
export class MigrationBlocked extends CodedError {
  constructor() {
    super(
      'migration-blocked',
      'a table that a migration changes is held by a long transaction: end it (pg_stat_activity shows it) and migrate again',
    );
  }
}

/** TypeORM tells of a failed migration on standard output, which belongs to results; the error says the same. */
const SILENT: Logger = {
  logQuery() {},
  logQueryError() {},
  logQuerySlow() {},
  logSchemaBuild() {},
  logMigration() {},
  log() {},
};

/** Applies in order what the database has not had yet. Throws {@link MigrationBlocked}. */
export async function applyMigrations(
  databaseUrl: string,
  migrations: readonly (new () => MigrationInterface)[],
  { lockTimeoutMs = LOCK_TIMEOUT_MS, turns = TURNS } = {},
): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    schema: 'store',
    applicationName: 'claimstream-migrate',
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    extra: { options: `-c lock_timeout=${lockTimeoutMs}` },
    logger: SILENT,
  });
  await source.initialize();
  try {
    for (let turn = 1; !(await ranThrough(source)); turn += 1) {
      if (turn >= turns) throw new MigrationBlocked();
    }
  } finally {
    await source.destroy();
  }
}

/** False where a lock did not come in time: what was applied before stays applied. */
async function ranThrough(source: DataSource): Promise<boolean> {
  try {
    await source.runMigrations();
    return true;
  } catch (error) {
    if (error instanceof QueryFailedError && error.driverError.code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}
