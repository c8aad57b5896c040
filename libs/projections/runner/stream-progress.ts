import type pg from 'pg';
import { askedTogetherOn } from '#libs/event-store/asked-together.js';
import { Lanes } from '#libs/event-store/lanes.js';
import { practiceOf } from './stream-name.js';

/** Up to which version a consumer has handled a stream. */
export interface Progress {
  readonly consumer: string;
  readonly stream: string;
  readonly version: number;
}

/** Up to which version a consumer has handled each of the streams; absent: nothing of it. */
export async function handledVersions(
  db: Pick<pg.Pool, 'query'>,
  consumer: string,
  streams: readonly string[],
): Promise<Map<string, number>> {
  return (await progressOf(db, [consumer], streams)).get(consumer) ?? new Map();
}

interface Asked {
  readonly consumer: string;
  readonly streams: readonly string[];
}

/** {@link handledVersions} for a batch: every policy asks about the same streams when the batch comes. */
export const handledVersionsTogether = askedTogetherOn(async (pool: pg.Pool, asked: readonly Asked[]) => {
  const consumers = [...new Set(asked.map(({ consumer }) => consumer))];
  const streams = [...new Set(asked.flatMap(({ streams }) => streams))];
  const known = await progressOf(Lanes.over(pool), consumers, streams);
  return asked.map(({ consumer }) => known.get(consumer) ?? new Map<string, number>());
});

/** Moves versions on, never back. What is recorded in one turn of the event loop is one statement, and so one transaction. */
export const recordProgress = askedTogetherOn(async (pool: pg.Pool, recorded: readonly (readonly Progress[])[]) => {
  const rows = recorded.flat().map((progress) => ({ practice: practiceOf(progress.stream), ...progress }));
  await Lanes.over(pool).query({
    name: 'work-record-progress',
    // In one order, so that two workers do not wait for each other; each row once, for a statement cannot touch it twice.
    text: `insert into work.stream_progress as live (practice, consumer, stream, version)
      select practice, consumer, stream, max(version) from json_populate_recordset(null::work.stream_progress, $1)
      group by practice, consumer, stream order by practice, consumer, stream
      on conflict (practice, consumer, stream) do update set version = excluded.version
      where live.version < excluded.version`,
    values: [JSON.stringify(rows)],
  });
  return recorded.map(() => undefined);
});

async function progressOf(db: Pick<pg.Pool, 'query'>, consumers: readonly string[], streams: readonly string[]) {
  const { rows } = await db.query<Progress>({
    name: 'work-stream-progress',
    text: `select p.consumer, p.stream, p.version
      from unnest($2::text[], $3::text[]) as s(practice, stream)
      join work.stream_progress as p on p.practice = s.practice and p.stream = s.stream and p.consumer = any($1::text[])`,
    values: [consumers, streams.map(practiceOf), streams],
  });
  const known = new Map<string, Map<string, number>>();
  for (const { consumer, stream, version } of rows) {
    const its = known.get(consumer) ?? new Map<string, number>();
    known.set(consumer, its.set(stream, version));
  }
  return known;
}
