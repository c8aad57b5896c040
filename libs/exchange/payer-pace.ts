import type { Queryable } from '#libs/event-store/pool.js';

const MINUTE_MS = 60_000;

/** Keeps to how many files of claims a payer takes a minute, by the database's own clock and over all processes. */
export class PayerPace {
  constructor(private readonly db: Queryable) {}

  /** Takes the payer's next place for a file: 0 where it is free now, else the milliseconds until one may be. Places are spread evenly over the minute. */
  async take(practiceId: string, payerId: string, filesPerMinute: number): Promise<number> {
    const { rows } = await this.db.query<{ taken: boolean; wait_ms: number }>({
      name: 'exchange-payer-pace',
      text: `with taken as (
          insert into work.payer_pace as p (practice, payer_id, free_at)
          values ($1, $2, clock_timestamp() + make_interval(secs => $3 / 1000.0))
          on conflict (practice, payer_id) do update set free_at = excluded.free_at where p.free_at <= clock_timestamp()
          returning 1
        )
        select exists (select from taken) as taken, coalesce((
          select ceil(extract(epoch from free_at - clock_timestamp()) * 1000)::integer from work.payer_pace
          where practice = $1 and payer_id = $2
        ), 0) as wait_ms`,
      values: [practiceId, payerId, Math.ceil(MINUTE_MS / filesPerMinute)],
    });
    const [row] = rows;
    // Whoever lost the place by a hair looks again at once, and not in a loop.
    return row?.taken ? 0 : Math.max(1, row?.wait_ms ?? 1);
  }
}
