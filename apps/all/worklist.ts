import type { Pool } from '#libs/event-store/pool.js';
import { formatCents } from '#libs/kernel/money.js';

interface Case {
  readonly denial_id: string;
  readonly payer_id: string;
  readonly reason: string;
  readonly category: string | null;
  readonly next_action: string | null;
  readonly owner: string | null;
  readonly work_by: string | null;
  readonly last_alarm_days_before: number | null;
  readonly denied_cents: number;
  readonly recovered_cents: number;
  readonly resolution: string | null;
  readonly status: string;
}

const SELECT = `select denial_id, payer_id, concat("group", '-', reason, ' ', (select string_agg(remark, ' ') from jsonb_array_elements_text(remarks) as remark)) as reason,
    category, next_action, owner, work_by, last_alarm_days_before, denied_cents, recovered_cents, resolution, status
  from views.denial where practice = $1 order by work_by nulls last, notice_date, denial_id`;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, index) => Math.max(head.length, ...rows.map((row) => (row[index] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] as number))
      .join('  ')
      .trimEnd();
  return [line(heads), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

/** The denial worklist as a person reads it at the terminal: ids, codes, dates and amounts alone. */
export async function worklist(pool: Pool, practiceId: string): Promise<string> {
  const { rows } = await pool.query<Case>(SELECT, [practiceId]);
  const closed = rows.filter((row) => row.status === 'resolved' || row.status === 'written-off');
  const open = rows.filter((row) => !closed.includes(row));
  const toWork = table(
    ['WORK BY', 'ALARM', 'CASE', 'PAYER', 'REASON', 'CATEGORY', 'NEXT ACTION', 'OWNER', 'STATUS', 'DENIED'],
    open.map((row) => [
      row.work_by ?? 'no appeal',
      row.last_alarm_days_before === null ? '' : `T-${row.last_alarm_days_before}`,
      row.denial_id,
      row.payer_id,
      row.reason,
      row.category ?? '',
      row.next_action ?? '',
      row.owner ?? '',
      row.status,
      formatCents(row.denied_cents),
    ]),
  );
  const done = table(
    ['CASE', 'PAYER', 'REASON', 'CATEGORY', 'RESOLVED', 'DENIED', 'RECOVERED'],
    closed.map((row) => [
      row.denial_id,
      row.payer_id,
      row.reason,
      row.category ?? '',
      row.resolution ?? '',
      formatCents(row.denied_cents),
      formatCents(row.recovered_cents),
    ]),
  );
  const sum = (cases: readonly Case[]) => formatCents(cases.reduce((total, row) => total + row.denied_cents, 0));
  return [
    `Denials to work: ${open.length} cases, ${sum(open)}`,
    '',
    toWork,
    '',
    `Denials closed: ${closed.length} cases, ${sum(closed)}`,
    '',
    done,
  ].join('\n');
}
