import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ConfigurationError } from '#libs/configuration/configuration-error.js';
import { migrationNames } from '#libs/migrations/all.js';
import { applyMigrations } from '#libs/migrations/apply-migrations.js';
import { awaitSchema } from '#libs/migrations/await-schema.js';
import { migrate } from '#libs/migrations/migrate.js';
import { sqlMigration } from '#libs/migrations/sql-migration.js';
import { emptyDatabase } from '#libs/testing/database.js';
import { eventually } from '#libs/testing/eventually.js';

const LAST = migrationNames.at(-1)?.slice(0, 4) as string;

let database: Awaited<ReturnType<typeof emptyDatabase>>;
let said: { readonly words: string; readonly migrations: unknown }[];
let stopping: AbortController;
beforeEach(async () => {
  database = await emptyDatabase();
  said = [];
  stopping = new AbortController();
});
afterEach(async () => {
  stopping.abort();
  await database.drop();
});

/** An app's start; ends when it may go on. */
const start = () => {
  const warn = (fields: { migrations?: unknown }, words: string) => said.push({ words, migrations: fields.migrations });
  return awaitSchema({ databaseUrl: database.url }, { warn } as never, { lookAgainMs: 10, signal: stopping.signal });
};

const migrated = (through?: (typeof migrationNames)[number]) =>
  migrate({ databaseUrl: database.url, mode: 'demo', ...(through ? { through } : {}) });

/** A migration of a later version. */
const later = (sql: string) => applyMigrations(database.url, [sqlMigration('9001-later', sql)]);

describe('an app starts', () => {
  it('at once on the database that it knows, without a word', async () => {
    await migrated();
    await start();
    expect(said).toEqual([]);
  });

  it('on an older database when that was migrated, and names the command that does it', async () => {
    await migrated('0016-corrections');
    const started = start();
    await eventually('it to say what it waits for', () => said.length > 0);
    expect(said).toEqual([
      { words: expect.stringContaining('`claimstream migrate`'), migrations: migrationNames.slice(16) },
    ]);
    await migrated();
    await started;
  });

  it('on an empty database when that was migrated', async () => {
    const started = start();
    await eventually('it to say what it waits for', () => said.length > 0);
    expect(said[0]?.migrations).toEqual(migrationNames);
    await migrated();
    await started;
  });

  it('on a newer database that only has more, with a warning', async () => {
    await migrated();
    await later('alter table views.claim add column remark text');
    await start();
    expect(said).toEqual([{ words: expect.stringContaining('newer'), migrations: ['later-1700000009001'] }]);
  });

  it('on a newer database from which went what it does not read any more', async () => {
    await migrated();
    await later(`-- contract: unread since ${LAST}\nalter table views.claim drop column place_of_service`);
    await start();
    expect(said).toMatchObject([{ words: expect.stringContaining('newer') }]);
  });
});

describe('an app does not start', () => {
  it('on a newer database from which went what it reads', async () => {
    await migrated();
    await later('-- contract: unread since 9000\nalter table views.claim drop column place_of_service');
    await expect(start()).rejects.toThrow(ConfigurationError);
  });

  it('while the database does not answer, and says so once', async () => {
    await migrated();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('alter table store.migrations rename to hidden');
    await client.query('create view store.migrations as select 1 / 0 as id, null::text as name');
    const started = start();
    await eventually('it to say so', () => said.length > 0);
    await client.query('drop view store.migrations');
    await client.query('alter table store.hidden rename to migrations');
    await client.end();
    await started;
    expect(said).toMatchObject([{ words: expect.stringContaining('cannot be read') }]);
  });
});
