import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool } from '#libs/event-store/pool.js';
import { readStoreMode, StoreModeConflict } from '#libs/event-store/store-mode.js';
import { migrationNames } from '#libs/migrations/all.js';
import { migrate } from '#libs/migrations/migrate.js';
import { emptyDatabase, freshDatabase, type TestDatabase } from '#libs/testing/database.js';

let server: TestDatabase;
beforeAll(async () => {
  server = await freshDatabase();
});
afterAll(() => server.drop());

describe('migrating', () => {
  it('happens once, however many processes start at the same time, and marks the store for ever', async () => {
    const empty = await emptyDatabase();
    const start = (mode: 'demo' | 'production') => migrate({ databaseUrl: empty.url, mode });
    await Promise.all([start('production'), start('production'), start('production')]);
    await start('production');
    await expect(start('demo')).rejects.toBeInstanceOf(StoreModeConflict);
    const pool = createPool(empty.url, { applicationName: 'test' });
    const { rows } = await pool.query('select count(*)::int as count from store.migrations');
    expect(rows).toEqual([{ count: migrationNames.length }]);
    expect(await readStoreMode(pool)).toBe('production');
    await pool.end();
    await empty.drop();
  });

  it('knows every file beside it, in the order of their numbers', () => {
    const files = readdirSync(new URL('../../../libs/migrations/sql/', import.meta.url)).sort();
    expect(files).toEqual(migrationNames.map((name) => `${name}.sql`));
    expect(new Set(migrationNames.map((name) => name.slice(0, 4))).size).toBe(migrationNames.length);
  });

  it('leaves an unmigrated database without a mark', async () => {
    const empty = await emptyDatabase();
    const pool = createPool(empty.url, { applicationName: 'test' });
    expect(await readStoreMode(pool)).toBeNull();
    await pool.end();
    await empty.drop();
  });
});

describe('a pool', () => {
  it('keeps dates as text, makes safe integers of bigints and ISO texts of instants', async () => {
    const { rows } = await server.pool.query(
      `select date '2026-03-02' as day, 9007199254740991::bigint as most, timestamptz '2026-03-02 09:05:06.1+02' as instant,
              timestamptz '2026-03-02 09:05:06.123456Z' as fine`,
    );
    expect(rows).toEqual([
      {
        day: '2026-03-02',
        most: 9007199254740991,
        instant: '2026-03-02T07:05:06.100Z',
        fine: '2026-03-02T09:05:06.123Z',
      },
    ]);
    await expect(server.pool.query('select 9007199254740992::bigint')).rejects.toThrow('beyond 2^53');
    await expect(server.pool.query(`select timestamptz 'infinity'`)).rejects.toThrow('not finite');
  });

  it('tells of an idle connection that breaks, and replaces it', async () => {
    const broken: string[] = [];
    const pool = createPool(server.url, { applicationName: 'breaks', onError: (error) => broken.push(error.message) });
    await pool.query('select 1');
    const gone = new Promise<void>((resolve) => pool.once('remove', () => resolve()));
    await server.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'breaks'`);
    await gone;
    expect(broken).toHaveLength(1);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});
