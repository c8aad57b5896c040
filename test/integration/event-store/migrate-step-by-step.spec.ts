import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#libs/event-store/event.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { createPool } from '#libs/event-store/pool.js';
import { migrationNames } from '#libs/migrations/all.js';
import { applyMigrations, MigrationBlocked } from '#libs/migrations/apply-migrations.js';
import { migrate } from '#libs/migrations/migrate.js';
import { dumpSchema } from '#libs/migrations/schema-dump.js';
import { sqlMigration } from '#libs/migrations/sql-migration.js';
import { emptyDatabase, freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { appendTo } from './appends.js';
import { FIRST_EVENTS, type Written, writeGoldenStreams } from './golden-streams.js';

let server: TestDatabase;
beforeAll(async () => {
  server = await freshDatabase();
});
afterAll(() => server.drop());

describe('migrating step by step, with events and rows written at every version', () => {
  it('keeps every event as it was written, folds each into its views, and ends at the same schema as a new database', async () => {
    const empty = await emptyDatabase();
    const pool = createPool(empty.url, { applicationName: 'test' });
    const written: Written = { events: [], rows: [] };
    for (const through of migrationNames) {
      await migrate({ databaseUrl: empty.url, mode: 'demo', through });
      await writeGoldenStreams(pool, `demo-${through}`, written);
    }
    const store = new EventStore(pool);
    expect(await store.readAll({ after: 0, limit: 10_000 })).toEqual(written.events);
    expect(written.events).toHaveLength(migrationNames.length * FIRST_EVENTS.length);
    for (const { view, stream } of written.rows) {
      const [event] = await store.readStream(stream);
      const { rows } = await pool.query(`select version, state from ${view.table} where stream = $1`, [stream]);
      expect(rows).toEqual([{ version: 1, state: view.evolve(null, event as StoredEvent) }]);
    }
    expect(new Set(written.rows.map(({ view }) => view.table))).toContain('views.claim');
    expect(await dumpSchema(pool)).toBe(await dumpSchema(server.pool));
    await pool.end();
    await empty.drop();
  }, 60_000);
});

describe('a migration that must wait for a table', () => {
  it('gives way to those who come after it, and is done when the table is free', async () => {
    const holder = await server.pool.connect();
    await holder.query('begin; lock table views.claim in access share mode');
    const change = [sqlMigration('9001-first', 'alter table views.claim add column remark text')];
    const blocked = applyMigrations(server.url, change, { lockTimeoutMs: 50, turns: 3 });
    await expect(blocked).rejects.toBeInstanceOf(MigrationBlocked);
    const patient = applyMigrations(server.url, change, { lockTimeoutMs: 100, turns: 1000 });
    // Read while the migration stands in line: without its giving way this would wait for ever.
    await server.pool.query('select count(*) from views.claim');
    await holder.query('commit');
    holder.release();
    await patient;
    expect((await server.pool.query('select remark from views.claim')).rows).toEqual([]);
  });

  it('waits as long as it takes where it holds nobody up: an index built beside the writers', async () => {
    const writer = await server.pool.connect();
    await writer.query('begin');
    await new EventStore(writer).append(appendTo('demo/claim-slow'));
    const sql = '-- outside a transaction\ncreate index concurrently events_by_type on store.events (type)';
    const building = applyMigrations(server.url, [sqlMigration('9002-index', sql)], { lockTimeoutMs: 1, turns: 1 });
    await new EventStore(server.pool).append(appendTo('demo/claim-quick'));
    await writer.query('commit');
    writer.release();
    await building;
    const { rows } = await server.pool.query(
      `select indisvalid from pg_index where indexrelid = 'store.events_by_type'::regclass`,
    );
    expect(rows).toEqual([{ indisvalid: true }]);
  });

  it('says what is wrong with its own text, at once', async () => {
    const wrong = applyMigrations(server.url, [
      sqlMigration('9003-wrong', 'alter table views.nothing add column a int'),
    ]);
    await expect(wrong).rejects.toThrow('views.nothing');
  });
});
