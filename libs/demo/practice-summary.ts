import type pg from 'pg';

/** What became of a practice's sessions, in counts and cents. */
export interface PracticeSummary {
  readonly sessions: number;
  /** Sessions that wait for something before they can be billed. */
  readonly held: number;
  readonly claims: number;
  readonly paidCents: number;
  /** Denial cases, and how much was denied in them. */
  readonly denied: number;
  readonly deniedCents: number;
  /** Cases that ended with money. */
  readonly recovered: number;
  readonly recoveredCents: number;
  readonly deadlinesMissed: number;
  /** Streams put aside by a view or a policy: none, where all is well. */
  readonly parked: number;
}

const COUNT = `
  select s.*, c.*, d.*, p.* from
    (select count(*) filter (where status <> 'voided') as sessions, count(*) filter (where status = 'held') as held
       from views.session where practice = $1) as s,
    (select count(*) filter (where submissions > 0) as claims, coalesce(sum(paid_cents), 0)::bigint as "paidCents"
       from views.claim where practice = $1) as c,
    (select count(*) as denied, coalesce(sum(denied_cents), 0)::bigint as "deniedCents",
       count(*) filter (where recovered_cents > 0) as recovered, coalesce(sum(recovered_cents), 0)::bigint as "recoveredCents",
       count(*) filter (where deadline_missed) as "deadlinesMissed"
       from views.denial where practice = $1) as d,
    (select count(*) as parked from work.parked_streams where practice = $1) as p`;

/** Counts what the views show of a practice. */
export async function practiceSummary(pool: pg.Pool, practiceId: string): Promise<PracticeSummary> {
  const { rows } = await pool.query<PracticeSummary>(COUNT, [practiceId]);
  return rows[0] as PracticeSummary;
}
