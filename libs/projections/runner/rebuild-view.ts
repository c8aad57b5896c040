import type pg from 'pg';
import { backOffMs, pause } from '#libs/messaging/back-off.js';
import { aloneOn } from './alone.js';
import { compareViews, type Difference } from './compare-views.js';
import type { EventSource } from './event-source.js';
import { park, parkedAmong } from './parked-streams.js';
import { RebuildNotSwitched } from './rebuild-errors.js';
import { beginProgress, endProgress, foldedBy, readProgress, saveProgress } from './rebuild-progress.js';
import { ShadowView } from './shadow-view.js';
import type { ParkedStream } from './stream-consumer.js';
import type { ViewProjection } from './view-projection.js';
import { quoted } from './view-tables.js';

/** Longer than any reader of a view should take, and short enough that readers who queue behind us hardly notice. */
const LOCK_TIMEOUT_MS = 500;
const SWITCH_ATTEMPTS = 20;

export interface RebuildOptions {
  readonly pool: pg.Pool;
  readonly source: EventSource;
  readonly projection: ViewProjection;
  /** Switches although the new fold gives other rows than the live view has, or cannot fold what that has: for a fold that has been changed. */
  readonly accept?: boolean;
  /** Drops what an earlier try has built and begins at the first event. */
  readonly anew?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { position: number; events: number }) => void;
}

export interface Rebuilt {
  /** False where rows differ and that was not accepted: then the live view is as it was. */
  readonly switched: boolean;
  /** The generation that is live now. */
  readonly generation: number;
  /** Where it went on; 0 where it began at the first event. */
  readonly resumedAt: number;
  readonly events: number;
  readonly position: number;
  /** Rows at the same version with other content, each a stream and its table. */
  readonly different: readonly Difference[];
  /** Streams that the live view has and this fold could not fold. */
  readonly parked: readonly ParkedStream[];
}

/**
 * Folds a view anew from the store, beside the live one and while that goes on, compares the two, and exchanges them in one transaction: readers see the old rows
 * or the new ones, never none. Whoever is writing to the view waits for that moment and goes on with the new tables. Called again with the same fold it goes on:
 * where it was broken off by `signal`, and behind the last rows that it wrote where it was killed. Throws {@link RebuildRunning} and {@link RebuildNotSwitched}.
 */
export async function rebuildView(options: RebuildOptions): Promise<Rebuilt> {
  const { pool, source, projection, onProgress } = options;
  const signal = options.signal ?? new AbortController().signal;
  return aloneOn(pool, projection.name, async (client) => {
    const generation = await generationOf(client, projection);
    const shadow = new ShadowView(pool, source, projection, `v${generation + 1}`);
    await openShadow(client, shadow, generation + 1, options.anew ?? false);
    const resumedAt = shadow.position;
    const save = (db: pg.PoolClient) => saveProgress(db, shadow);
    while (await shadow.foldPage(save)) {
      onProgress?.(shadow);
      if (!signal.aborted) continue;
      await shadow.write(save);
      signal.throwIfAborted();
    }
    onProgress?.(shadow);
    // Live rows may be a little ahead or behind while both go on; those say nothing.
    const different = (await compareViews(client, shadow)).filter(({ kind }) => kind === 'content');
    const { events, position } = shadow;
    const parkedLive = await parkedAmong(pool, projection.name, [...shadow.faults.keys()]);
    const parked = [...shadow.faults.values()].filter(({ stream }) => !parkedLive.has(stream));
    const found = { resumedAt, events, position, different, parked };
    if (different.length + parked.length > 0 && !options.accept) {
      await endProgress(client, projection.name);
      await shadow.drop();
      return { switched: false, generation, ...found };
    }
    await switchWhenPossible(client, shadow, generation + 1, signal);
    return { switched: true, generation: generation + 1, ...found };
  });
}

/** Goes on with what an earlier try built, where it was folded as now; else begins with empty tables. */
async function openShadow(client: pg.PoolClient, shadow: ShadowView, generation: number, anew: boolean): Promise<void> {
  const { projection } = shadow;
  const attempt = { generation, foldedBy: await foldedBy(client, projection) };
  const earlier = anew ? null : await readProgress(client, projection.name);
  const same = earlier?.generation === generation && earlier.foldedBy === attempt.foldedBy;
  if (earlier && same && (await shadow.exists())) return shadow.goOn(earlier);
  await endProgress(client, projection.name);
  await shadow.make();
  await beginProgress(client, projection, attempt);
}

async function generationOf(client: pg.PoolClient, { name }: ViewProjection): Promise<number> {
  const { rows } = await client.query('select generation from work.view_generations where projection = $1', [name]);
  return rows[0]?.generation ?? 1;
}

async function switchWhenPossible(
  client: pg.PoolClient,
  shadow: ShadowView,
  generation: number,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; attempt <= SWITCH_ATTEMPTS; attempt += 1) {
    // What is left to be folded under the lock is as little as can be.
    while (await shadow.foldPage((db) => saveProgress(db, shadow))) signal.throwIfAborted();
    try {
      await client.query('begin');
      await switchTables(client, shadow, generation);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback');
      if (!isLockTimeout(error)) throw error;
    }
    await pause(backOffMs(Math.min(attempt, 4)), signal);
    signal.throwIfAborted();
  }
  throw new RebuildNotSwitched(shadow.projection.name);
}

async function switchTables(client: pg.PoolClient, shadow: ShadowView, generation: number): Promise<void> {
  const { projection, liveTables } = shadow;
  await client.query(`select set_config('lock_timeout', $1, true)`, [`${LOCK_TIMEOUT_MS}ms`]);
  // In the order in which writers take them.
  for (const live of liveTables) await client.query(`lock table ${quoted(live)} in access exclusive mode`);
  while (await shadow.foldPage());
  await shadow.foldUpTo(await ahead(client, shadow));
  for (const live of liveTables) {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_inherits as i join pg_class as c on c.oid = i.inhrelid
       join pg_namespace as n on n.oid = c.relnamespace where i.inhparent = $1::regclass`,
      [live],
    );
    for (const { name } of rows) {
      await client.query(`alter table ${quoted(live)} detach partition ${name}`);
      await client.query(`drop table ${name}`);
    }
    await client.query(`alter table ${quoted(live)} attach partition ${quoted(shadow.nameOf(live))} default`);
  }
  await endProgress(client, projection.name);
  await client.query('delete from work.parked_streams where consumer = $1', [projection.name]);
  await park(client, projection.name, [...shadow.faults.values()]);
  await client.query(
    `insert into work.view_generations (projection, generation, fold_version) values ($1, $2, $3)
     on conflict (projection) do update
       set generation = excluded.generation, fold_version = excluded.fold_version, switched_at = clock_timestamp()`,
    [projection.name, generation, projection.foldVersion],
  );
}

/** Streams of which the live view, healing from a stream itself, has seen events that are not yet below the low-water mark. */
async function ahead(client: pg.PoolClient, shadow: ShadowView): Promise<{ stream: string; version: number }[]> {
  const { rows } = await client.query(
    `select l.stream, l.version from ${quoted(shadow.projection.table)} as l
     left join ${shadow.tables.main} as s on s.practice = l.practice and s.stream = l.stream
     where s.stream is null or s.version < l.version`,
  );
  return rows;
}

const isLockTimeout = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === '55P03' || error.code === '40P01');
