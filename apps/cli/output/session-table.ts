import { formatCents } from '#libs/kernel/money.js';
import type { PricedLine } from '#libs/rules/coded-session.js';
import type { Finding } from '#libs/rules/finding.js';
import { type Cell, table } from './table.js';

/** What a result of `code`, `price` or `scrub` shows to people. */
export interface TableResult {
  readonly sessionId: string;
  readonly revision: number;
  readonly payerId?: string;
  readonly held: boolean;
  readonly supersededBy?: number;
  readonly timedMinutes?: number;
  readonly timedUnits?: number;
  readonly lines?: readonly PricedLine[];
  readonly findings: readonly Finding[];
}

function money(amount: number | undefined): string | undefined {
  return amount === undefined ? undefined : formatCents(amount);
}

const LINE_HEADINGS = ['line', 'code', 'modifiers', 'units', 'minutes', 'charge', 'allowed', 'paid', 'accrued'];

function lineRow(line: PricedLine): Cell[] {
  return [
    line.line,
    line.code,
    line.modifiers.join(' '),
    line.units,
    line.minutes,
    money(line.chargeCents),
    money(line.allowedCents),
    money(line.paidCents),
    money(line.accruedCents),
  ];
}

function findingLine({ severity, rule, procedure, message, fix }: Finding): string {
  const place = procedure === undefined ? '' : ` (procedure ${procedure})`;
  return `  ${severity} ${rule}${place}: ${message}${fix === undefined ? '' : `; ${fix}`}\n`;
}

/** One session as a heading, its lines as a table, and its findings as sentences. */
export function sessionTable(result: TableResult): string {
  const state =
    result.supersededBy === undefined ? (result.held ? 'HELD' : 'ok') : `superseded by revision ${result.supersededBy}`;
  const timed =
    result.timedMinutes === undefined ? '' : `, ${result.timedMinutes} timed minutes, ${result.timedUnits} units`;
  const heading = `${result.sessionId} r${result.revision} ${result.payerId ?? ''} ${state}${timed}\n`.replace(
    '  ',
    ' ',
  );
  const lines = result.lines && result.lines.length > 0 ? table(LINE_HEADINGS, result.lines.map(lineRow)) : '';
  return `${heading}${lines}${result.findings.map(findingLine).join('')}\n`;
}
