import { v7 } from 'uuid';
import type { Append, NewEvent } from '#libs/event-store/event.js';
import type { Pool } from '#libs/event-store/pool.js';

const COLUMNS = [
  ...['event_id', 'practice', 'stream', 'version', 'type', 'schema_version', 'data', 'sealed', 'key_id', 'occurred_at'],
  ...['recorded_at', 'correlation_id', 'causation_id', 'command_id', 'actor'],
] as const;

/** A table with the columns, checks and indexes of the events' own, into which anybody may write: what peers write to. */
export async function makeBareTable(pool: Pool): Promise<void> {
  await pool.query(`create schema bare; create sequence bare.position;
    create table bare.events (like store.events including all);
    alter table bare.events alter column position set default nextval('bare.position')`);
}

export const BARE_INSERT = `insert into bare.events (${COLUMNS.join(', ')}) values (${COLUMNS.map((_, index) => `$${index + 1}`).join(', ')})`;
export const BARE_COPY = `copy bare.events (${COLUMNS.join(', ')}) from stdin`;

/** The values of one session's event, in the order of the columns. */
export function bareValues(append: Append): readonly (string | number | Buffer | null)[] {
  const [stream] = append.streams;
  const event = stream?.events[0] as NewEvent;
  const instant = append.occurredAt.toISOString();
  return [
    ...[v7(), append.practice, stream?.stream ?? '', 1, event.type, event.schemaVersion, JSON.stringify(event.data)],
    ...[event.sealed, event.keyId, instant, instant, append.correlationId, null, append.commandId, append.actor],
  ];
}

/** A row in COPY's text format. */
export function copyLine(append: Append): string {
  const cells = bareValues(append).map((value) => {
    if (value === null) return '\\N';
    if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
    return String(value).replaceAll('\\', '\\\\');
  });
  return `${cells.join('\t')}\n`;
}
