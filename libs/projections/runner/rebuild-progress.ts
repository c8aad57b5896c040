import type pg from 'pg';
import { LOCK_CLASS } from '#libs/event-store/advisory-locks.js';
import type { ShadowView } from './shadow-view.js';
import type { ParkedStream } from './stream-consumer.js';
import type { ViewProjection } from './view-projection.js';
import { tablesOf } from './view-tables.js';

type Database = Pick<pg.ClientBase, 'query'>;

/** How far a rebuild has come; its half-built rows stand beside the live ones. */
export interface RebuildProgress {
  /** The generation that it builds. */
  readonly generation: number;
  /** What its rows were folded by, see {@link foldedBy}. */
  readonly foldedBy: string;
  /** All events up to here have been folded. */
  readonly position: number;
  readonly events: number;
  /** Streams whose fold threw. */
  readonly faults: readonly ParkedStream[];
  readonly startedAt: string;
  readonly updatedAt: string;
}

/** Where a view's rebuild goes on; null where none was broken off. */
export async function readProgress(db: Database, projection: string): Promise<RebuildProgress | null> {
  const { rows } = await db.query<RebuildProgress>(
    `select generation, folded_by as "foldedBy", position, events, faults, started_at as "startedAt", updated_at as "updatedAt"
     from work.rebuilds where projection = $1`,
    [projection],
  );
  return rows[0] ?? null;
}

/** Begins a rebuild; an earlier one of the view is forgotten. */
export async function beginProgress(
  db: Database,
  { name }: ViewProjection,
  attempt: Pick<RebuildProgress, 'generation' | 'foldedBy'>,
): Promise<void> {
  await endProgress(db, name);
  await db.query(
    `insert into work.rebuilds (projection, generation, folded_by, position, events, faults) values ($1, $2, $3, 0, 0, '[]')`,
    [name, attempt.generation, attempt.foldedBy],
  );
}

/** Belongs into the transaction that writes the rows: what is counted as folded is then there, whenever the process dies. */
export async function saveProgress(db: Database, { projection, position, events, faults }: ShadowView): Promise<void> {
  await db.query(
    'update work.rebuilds set position = $2, events = $3, faults = $4, updated_at = clock_timestamp() where projection = $1',
    [projection.name, position, events, JSON.stringify([...faults.values()])],
  );
}

export async function endProgress(db: Database, projection: string): Promise<void> {
  await db.query('delete from work.rebuilds where projection = $1', [projection]);
}

/** Changes with the fold's version and with the columns of the live tables: rows of another fold or shape cannot be gone on with. */
export async function foldedBy(db: Database, projection: ViewProjection): Promise<string> {
  const { rows } = await db.query<{ columns: string }>(
    `select md5(string_agg(format('%s %s %s', attrelid::regclass, attname, atttypid::regtype), ',' order by attrelid, attnum)) as columns
     from pg_attribute where attrelid = any($1::regclass[]) and attnum > 0 and not attisdropped`,
    [tablesOf(projection)],
  );
  return `${projection.foldVersion}:${rows[0]?.columns}`;
}

/** A rebuild that has begun and is not done, as `projections status` shows it. */
export interface UnfinishedRebuild extends Omit<RebuildProgress, 'foldedBy' | 'faults'> {
  readonly projection: string;
  /** Somebody is at it now. */
  readonly running: boolean;
}

export async function unfinishedRebuilds(db: Database): Promise<readonly UnfinishedRebuild[]> {
  const { rows } = await db.query<UnfinishedRebuild>(
    `select projection, generation, position, events, started_at as "startedAt", updated_at as "updatedAt", exists (
       select from pg_locks where locktype = 'advisory' and classid = $1 and objid = (hashtext(projection)::bigint & 4294967295)::oid
         and objsubid = 2 and granted and database = (select oid from pg_database where datname = current_database())
     ) as running
     from work.rebuilds order by projection`,
    [LOCK_CLASS.rebuilds],
  );
  return rows;
}
