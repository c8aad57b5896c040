import type pg from 'pg';
import { askedTogetherOn } from '#libs/event-store/asked-together.js';
import { Lanes } from '#libs/event-store/lanes.js';
import type { ParkedStream } from './stream-consumer.js';
import { practiceOf } from './stream-name.js';

type Database = Pick<pg.Pool, 'query'>;

/** The streams that a consumer has put aside. */
export function parkedAmong(pool: pg.Pool, consumer: string, streams: readonly string[]): Promise<ReadonlySet<string>> {
  return parkedTogether(pool, { consumer, streams });
}

interface Asked {
  readonly consumer: string;
  readonly streams: readonly string[];
}

/** Every consumer asks about the same streams when a batch comes. */
const parkedTogether = askedTogetherOn(async (pool: pg.Pool, asked: readonly Asked[]) => {
  const consumers = [...new Set(asked.map(({ consumer }) => consumer))];
  const streams = [...new Set(asked.flatMap(({ streams }) => streams))];
  const { rows } = await Lanes.over(pool).query<{ consumer: string; stream: string }>({
    name: 'work-parked-among',
    text: `select p.consumer, p.stream
      from unnest($2::text[], $3::text[]) as s(practice, stream)
      join work.parked_streams as p on p.practice = s.practice and p.stream = s.stream and p.consumer = any($1::text[])`,
    values: [consumers, streams.map(practiceOf), streams],
  });
  return asked.map(({ consumer }) => new Set(rows.flatMap((row) => (row.consumer === consumer ? row.stream : []))));
});

export async function park(db: Database, consumer: string, parked: readonly ParkedStream[]): Promise<void> {
  if (parked.length === 0) return;
  const rows = parked.map(({ stream, version, position, reason }) => ({
    practice: practiceOf(stream),
    consumer,
    stream,
    version,
    position,
    reason,
  }));
  await db.query(
    `insert into work.parked_streams (practice, consumer, stream, version, position, reason)
     select practice, consumer, stream, version, position, reason from jsonb_populate_recordset(null::work.parked_streams, $1)
     on conflict (practice, consumer, stream) do update
     set version = excluded.version, position = excluded.position, reason = excluded.reason, parked_at = clock_timestamp()`,
    [JSON.stringify(rows)],
  );
}

/** All that a consumer, or every consumer, has put aside. */
export async function parkedStreams(
  db: Database,
  consumer: string | null = null,
): Promise<readonly (ParkedStream & { consumer: string; parkedAt: string })[]> {
  const { rows } = await db.query(
    `select consumer, stream, version, position, reason, parked_at as "parkedAt" from work.parked_streams
     where $1::text is null or consumer = $1 order by consumer, practice, stream`,
    [consumer],
  );
  return rows;
}

/**
 * Lets a parked stream go on: the sweep is set back to before the event at fault, finds the stream behind and handles it from the store; where it
 * throws again it is parked again. False where the stream was not parked.
 */
export async function resumeParked(db: Database, consumer: string, stream: string): Promise<boolean> {
  // One statement, so one transaction: a stream that is no longer parked and that no sweep would look at again would stay behind for ever.
  const { rowCount } = await db.query(
    `with resumed as (
       delete from work.parked_streams where practice = $1 and consumer = $2 and stream = $3 returning position
     ), set_back as (
       update work.checkpoints as c set position = least(c.position, resumed.position - 1), updated_at = clock_timestamp()
       from resumed where c.name = 'sweep:' || $2
     )
     select from resumed`,
    [practiceOf(stream), consumer, stream],
  );
  return rowCount === 1;
}
