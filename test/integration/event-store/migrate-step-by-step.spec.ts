import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { parseStream } from '#libs/contracts/streams.js';
import type { NewEvent, StoredEvent } from '#libs/event-store/event.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { createPool } from '#libs/event-store/pool.js';
import { type MigrationName, migrationNames } from '#libs/migrations/all.js';
import { applyMigrations, MigrationBlocked } from '#libs/migrations/apply-migrations.js';
import { migrate } from '#libs/migrations/migrate.js';
import { dumpSchema } from '#libs/migrations/schema-dump.js';
import { sqlMigration } from '#libs/migrations/sql-migration.js';
import { views } from '#libs/projections/all.js';
import type { ViewProjection } from '#libs/projections/runner/view-projection.js';
import { emptyDatabase, freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { appendTo } from './appends.js';

const GOLDEN = join(import.meta.dirname, '../../../libs/contracts/golden');

/** One stream of each kind, as every version of the program has written its first event. */
const FIRST_EVENTS = [
  ...['SessionRecorded', 'DayCoded', 'ClaimDrafted', 'DenialCaseOpened', 'RemittanceReceived', 'InterchangeReceived'],
  'PracticeConfigured',
].map((type) => {
  const file = readdirSync(GOLDEN).find((name) => name.startsWith(`${type}.v`)) as string;
  const { stream, schemaVersion, clear } = JSON.parse(readFileSync(join(GOLDEN, file), 'utf8'));
  return {
    stream: stream as string,
    event: { type, schemaVersion, data: clear, sealed: null, keyId: null } as NewEvent,
  };
});

interface Written {
  readonly events: StoredEvent[];
  readonly rows: { readonly view: ViewProjection; readonly stream: string }[];
}

/** Writes the streams of one version of the schema, each under an id that names the version, and the rows that views make of them. */
async function liveAtVersion(pool: pg.Pool, migration: MigrationName, written: Written): Promise<void> {
  const store = new EventStore(pool);
  for (const { stream, event } of FIRST_EVENTS) {
    const { practiceId, category } = parseStream(stream);
    const practice = `${practiceId}-${migration}`;
    const renamed = stream.replace(practiceId, practice);
    const { events } = await store.append(
      appendTo(renamed, { practice, streams: [{ stream: renamed, expectedVersion: 'no-stream', events: [event] }] }),
    );
    written.events.push(...events);
    for (const view of views.filter(({ categories }) => categories.includes(category))) {
      const state = view.evolve(null, events[0] as StoredEvent);
      const folded = { practice, stream: renamed, version: 1 };
      const row = { ...view.columns(state, folded), ...folded, state };
      if (await insertWhatItKnows(pool, view.table, row)) written.rows.push({ view, stream: renamed });
    }
  }
}

/** A row as that version wrote it: the columns that it had. False where it had no such table. */
async function insertWhatItKnows(pool: pg.Pool, table: string, row: object): Promise<boolean> {
  const known = await pool.query<{ attname: string }>(
    `select attname from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
    [table],
  );
  const columns = known.rows.map(({ attname }) => attname).filter((name) => name in row);
  if (columns.length === 0) return false;
  const names = columns.map((name) => `"${name}"`).join(', ');
  await pool.query(`insert into ${table} (${names}) select ${names} from json_populate_record(null::${table}, $1)`, [
    row,
  ]);
  return true;
}

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
      await liveAtVersion(pool, through, written);
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
