import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { parseStream } from '#libs/contracts/streams.js';
import type { NewEvent, StoredEvent } from '#libs/event-store/event.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { views } from '#libs/projections/all.js';
import type { ViewProjection } from '#libs/projections/runner/view-projection.js';
import { appendTo } from './appends.js';

const GOLDEN = join(import.meta.dirname, '../../../libs/contracts/golden');

/** One stream of each kind with its first event. */
export const FIRST_EVENTS = [
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

/** What has been written, event by event and row by row. */
export interface Written {
  readonly events: StoredEvent[];
  readonly rows: { readonly view: ViewProjection; readonly stream: string }[];
}

/** Writes the streams for one practice, and the rows that the views make of them, as far as the schema has columns for them. */
export async function writeGoldenStreams(pool: pg.Pool, practice: string, written: Written): Promise<void> {
  for (const { stream: original, event } of FIRST_EVENTS) {
    const { practiceId, category } = parseStream(original);
    const stream = original.replace(practiceId, practice);
    await appendAsAtFirst(pool, practice, stream, event);
    const events = await new EventStore(pool).readStream(stream);
    written.events.push(...events);
    for (const view of views.filter(({ categories }) => categories.includes(category))) {
      const state = view.evolve(null, events[0] as StoredEvent);
      const folded = { practice, stream, version: 1 };
      const row = { ...view.columns(state, folded), ...folded, state };
      if (await insertWhatItKnows(pool, view.table, row)) written.rows.push({ view, stream });
    }
  }
}

/** Begins a stream by the function that every version of the schema has: the program before this one calls it still. */
async function appendAsAtFirst(pool: pg.Pool, practice: string, stream: string, event: NewEvent): Promise<void> {
  const { commandId: id, occurredAt, correlationId, causationId, actor, outcome } = appendTo(stream);
  const { type, schemaVersion, data } = event;
  const its = { event_id: randomUUID(), type, schema_version: schemaVersion, data, sealed: null, key_id: null };
  const command = {
    ...{
      practice,
      id,
      outcome,
      occurred_at: occurredAt,
      correlation_id: correlationId,
      causation_id: causationId,
      actor,
    },
    streams: [{ stream, expected: -1, events: [its] }],
  };
  await pool.query('select store.append($1::jsonb)', [JSON.stringify([command])]);
}

/** A row as that version of the schema wrote it: the columns that it had. False where it had no such table. */
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
