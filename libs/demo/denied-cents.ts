import type pg from 'pg';
import type { Cents } from '#libs/kernel/money.js';

/** Where the denied cents of one category ended: each in one of the four. */
export interface DeniedCents {
  readonly category: string;
  readonly cases: number;
  readonly deniedCents: Cents;
  /** The payer denies it no more: paid, or adjusted as its contract says. */
  readonly recoveredCents: Cents;
  /** Of what is recovered, the money that came. */
  readonly receivedCents: Cents;
  /** Somebody works on it, until a date. */
  readonly pendingCents: Cents;
  /** The patient owes it. */
  readonly patientCents: Cents;
  /** Given up, with a reason. */
  readonly writtenOffCents: Cents;
}

/** What must not be: cents that are in none of the four, or pending with nobody or without a date. */
export interface DeniedCentsTotal extends DeniedCents {
  readonly unaccountedCents: Cents;
  readonly pendingWithoutOwnerOrDate: number;
  readonly deadlinesMissed: number;
}

/**
 * Cases whose lines are denied in another case now, or whose posting was undone, are no denials of their own. A case may be written off in part:
 * what is left of it goes on.
 */
const BY_CATEGORY = `
  with cases as (
    select coalesce(category, 'UNKNOWN') as category, denied_cents as denied, recovered_cents as received, status, resolution,
           least(denied_cents, written_off) as given_up, denied_cents - least(denied_cents, written_off) as rest,
           owner is null or owner = '' as nobody, coalesce(waiting_until, work_by, decision_due) is null as undated,
           deadline_missed as missed
      from (select d.*,
                   coalesce((d.state ->> 'writtenOffCents')::bigint, case when d.status = 'written-off' then d.denied_cents else 0 end) as written_off,
                   (select (max(a ->> 'filedOn')::date + 365) from jsonb_array_elements(d.appeals) as a where a ->> 'decidedOn' is null) as decision_due
              from views.denial as d
             where d.practice = $1 and coalesce(d.state ->> 'caseKind', 'denial') = 'denial'
               and coalesce(d.resolution, '') not in ('superseded', 'posting-undone')) as d
  )
  select category, count(*)::integer as cases, sum(denied)::bigint as "deniedCents",
    coalesce(sum(rest) filter (where status = 'resolved' and resolution <> 'patient'), 0)::bigint as "recoveredCents",
    coalesce(sum(received) filter (where status = 'resolved'), 0)::bigint as "receivedCents",
    coalesce(sum(rest) filter (where status not in ('resolved', 'written-off')), 0)::bigint as "pendingCents",
    coalesce(sum(rest) filter (where status = 'resolved' and resolution = 'patient'), 0)::bigint as "patientCents",
    sum(given_up)::bigint as "writtenOffCents",
    count(*) filter (where status not in ('resolved', 'written-off') and (nobody or undated))::integer as "pendingWithoutOwnerOrDate",
    count(*) filter (where missed)::integer as "deadlinesMissed"
  from cases group by category order by category`;

type Row = DeniedCents & Pick<DeniedCentsTotal, 'pendingWithoutOwnerOrDate' | 'deadlinesMissed'>;

/** What became of every denied cent of a practice, by category and in all. */
export async function deniedCents(
  pool: pg.Pool,
  practiceId: string,
): Promise<{ readonly byCategory: readonly DeniedCents[]; readonly total: DeniedCentsTotal }> {
  const { rows } = await pool.query<Row>(BY_CATEGORY, [practiceId]);
  const sum = (of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0);
  const total = {
    category: 'all',
    cases: sum((row) => row.cases),
    deniedCents: sum((row) => row.deniedCents),
    recoveredCents: sum((row) => row.recoveredCents),
    receivedCents: sum((row) => row.receivedCents),
    pendingCents: sum((row) => row.pendingCents),
    patientCents: sum((row) => row.patientCents),
    writtenOffCents: sum((row) => row.writtenOffCents),
  };
  const { deniedCents: denied, recoveredCents, pendingCents, patientCents, writtenOffCents } = total;
  return {
    byCategory: rows.map(({ pendingWithoutOwnerOrDate: _owner, deadlinesMissed: _missed, ...row }) => row),
    total: {
      ...total,
      unaccountedCents: denied - recoveredCents - pendingCents - patientCents - writtenOffCents,
      pendingWithoutOwnerOrDate: sum((row) => row.pendingWithoutOwnerOrDate),
      deadlinesMissed: sum((row) => row.deadlinesMissed),
    },
  };
}
