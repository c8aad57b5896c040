import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { LOCK_CLASS } from '#libs/event-store/advisory-locks.js';
import { createPool } from '#libs/event-store/pool.js';
import type { StoreMode } from '#libs/event-store/store-mode.js';
import { migrate } from '#libs/migrations/migrate.js';
import { migrationsHash } from '#libs/migrations/sql-migration.js';

/** A database of a test file's own, on the server of `DATABASE_URL`. */
export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Ends the pool and drops the database, whoever is still connected. */
  drop(): Promise<void>;
}

function serverUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL must name a Postgres on which tests may create databases');
  return url;
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer<Value>(work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * The name of a database with all migrations applied, made once for each state of the migrations. Made under another name and renamed
 * when it is whole, so that a run that was cut off leaves no half template behind.
 */
export async function templateDatabase(mode: StoreMode = 'demo'): Promise<string> {
  const name = `claimstream_template_${mode}_${migrationsHash()}`;
  await onServer(async (client) => {
    await client.query('select pg_advisory_lock($1, 0)', [LOCK_CLASS.templateDatabase]);
    const there = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (there.rowCount) return;
    const building = `${name}_building`;
    await client.query(`drop database if exists ${building} with (force)`);
    await client.query(`create database ${building} template template0 encoding 'UTF8'`);
    await migrate({ databaseUrl: urlOf(building), mode });
    await client.query(`alter database ${building} with allow_connections false`);
    await client.query(`alter database ${building} rename to ${name}`);
  });
  return name;
}

/** A new database cloned from the template, with a pool on it. */
export async function freshDatabase({ mode = 'demo' }: { mode?: StoreMode } = {}): Promise<TestDatabase> {
  const template = await templateDatabase(mode);
  const name = testName();
  await onServer((client) => client.query(`create database ${name} template ${template}`));
  const url = urlOf(name);
  const pool = createPool(url, { applicationName: 'claimstream-test', max: 20 });
  return {
    url,
    pool,
    async drop() {
      await pool.end();
      await dropDatabase(name);
    },
  };
}

/** A new database without anything in it. */
export async function emptyDatabase(): Promise<Omit<TestDatabase, 'pool'>> {
  const name = testName();
  await onServer((client) => client.query(`create database ${name} template template0 encoding 'UTF8'`));
  return { url: urlOf(name), drop: () => dropDatabase(name) };
}

const testName = () => `claimstream_test_${process.pid}_${randomBytes(6).toString('hex')}`;

async function dropDatabase(name: string): Promise<void> {
  await onServer((client) => client.query(`drop database if exists ${name} with (force)`));
}
