import type { Queryable } from '#libs/event-store/pool.js';
import type { DueJob } from './job.js';

/** A row of due work that is open. */
export interface OpenDueWork extends DueJob {
  readonly dueAt: Date;
  readonly stream: string;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

interface Row {
  kind: string;
  practice: string;
  intent: string;
  revision: number;
  due_at: string;
  stream: string;
  detail: OpenDueWork['detail'];
}

/** What is open, leaving out submissions whose file is out and only waits for the payer's answer. */
const OPEN = `
  select d.kind, d.practice, d.intent, d.revision, d.due_at, d.stream, d.detail
  from work.due_work as d
  where d.state = 'open' and not (d.kind = 'claim-submit' and exists (
    select from work.sent_claims as s
    where s.practice = d.practice and s.claim_id = d.detail ->> 'claimId'
      and s.submission_number = (d.detail ->> 'submissionNumber')::integer
  ))`;

/** Reads the rows of due work. Nothing here writes them: they follow from the events alone. */
export class DueWorkTable {
  constructor(private readonly db: Queryable) {}

  /** What is open and due at `until` or before, in order of due time, a page at a time; continue after the page's last row. */
  async page(until: Date, limit: number, after?: OpenDueWork): Promise<readonly OpenDueWork[]> {
    const { rows } = await this.db.query<Row>({
      name: 'jobs-due-page',
      text: `${OPEN} and d.due_at <= $1 and ($2::timestamptz is null or (d.due_at, d.practice, d.kind, d.intent) > ($2, $3, $4, $5))
        order by d.due_at, d.practice, d.kind, d.intent limit $6`,
      values: [until, after?.dueAt ?? null, after?.practice ?? null, after?.kind ?? null, after?.intent ?? null, limit],
    });
    return rows.map(fromRow);
  }

  /** The row that a job names, if it is still to be done under that revision; else null. */
  async find({ practice, kind, intent, revision }: DueJob): Promise<OpenDueWork | null> {
    const { rows } = await this.db.query<Row>({
      name: 'jobs-due-one',
      text: `${OPEN} and d.practice = $1 and d.kind = $2 and d.intent = $3 and d.revision = $4`,
      values: [practice, kind, intent, revision],
    });
    return rows[0] ? fromRow(rows[0]) : null;
  }

  /** What is open and due at `until` or before of one kind in one practice, whose detail has these values; in order of due time. */
  async matching(
    { practice, kind, detail }: Pick<OpenDueWork, 'practice' | 'kind' | 'detail'>,
    until: Date,
    limit: number,
  ): Promise<readonly OpenDueWork[]> {
    const { rows } = await this.db.query<Row>({
      name: 'jobs-due-matching',
      text: `${OPEN} and d.practice = $1 and d.kind = $2 and d.detail @> $3 and d.due_at <= $4 order by d.due_at, d.intent limit $5`,
      values: [practice, kind, JSON.stringify(detail), until, limit],
    });
    return rows.map(fromRow);
  }

  /** How many rows are open and due at `until` or before. */
  async count(until: Date): Promise<number> {
    const { rows } = await this.db.query<{ count: number }>({
      name: 'jobs-due-count',
      text: `select count(*) from (${OPEN} and d.due_at <= $1) as due`,
      values: [until],
    });
    return rows[0]?.count ?? 0;
  }
}

function fromRow({ due_at, ...row }: Row): OpenDueWork {
  return { ...row, dueAt: new Date(due_at) };
}
