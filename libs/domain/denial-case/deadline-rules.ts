import type { PayerKind } from '#libs/contracts/events/shapes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { BusinessCalendar } from '#libs/rules/reference/business-calendar.js';
import { type CsvRow, ReferenceDataError, readCsv } from '#libs/rules/reference/csv.js';
import { EffectiveTable, period } from '#libs/rules/reference/effective-table.js';

export const DEADLINE_KINDS = [
  'redetermination',
  'reconsideration',
  'alj',
  'council',
  'court',
  'reopening',
  'timely-filing',
  'payer-appeal',
  'rebuttal',
  'recoupment-stop',
  'overpayment-return',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** A window: so many calendar days or years from the notice (or the date of service), and days of presumed receipt on top. */
export interface DeadlineRule {
  readonly days: number;
  readonly years: number;
  readonly receiptDays: number;
  /** The rule no longer holds: a payer's own window of days cannot lengthen it. */
  readonly ended: boolean;
  readonly rule: string;
  readonly source: string;
}

/** One level of an appeal: who decides it within how many days, and what comes after a decision that leaves something denied. */
export interface AppealLevel {
  readonly decidedBy: string;
  /** Undefined where no rule says. */
  readonly decisionDays: number | undefined;
  /** `filed`: the practice asks again within that level's window. `forwarded`: the payer itself hands the case on. */
  readonly next: { readonly level: string; readonly how: 'filed' | 'forwarded' } | null;
  readonly source: string;
}

/** Name of the ways and windows that hold for a practice without a contract with the plan. */
export const NON_CONTRACT = 'non-contract';

/** Windows by kind, payer's kind and date, and the calendar that work-by dates follow: effective-dated data. */
export interface DeadlineRules {
  /** Undefined where a payer of that kind does not have that deadline, at that level, on that date. */
  find(kind: DeadlineKind, payerKind: PayerKind, level: string, on: LocalDate): DeadlineRule | undefined;
  /** The level of appeals at payers of a kind; `network` is empty or {@link NON_CONTRACT}. */
  appealLevel(level: string, payerKind: PayerKind, network: string, on: LocalDate): AppealLevel | undefined;
  readonly calendar: BusinessCalendar;
}

function count(row: CsvRow, column: string): number {
  const text = row.cell(column);
  if (!/^\d*$/.test(text)) throw new ReferenceDataError(row.file, row.line, `${column} is not a whole number`);
  return Number(text);
}

const nameOf = (kind: string, payerKind: string, level: string) => `${kind} ${payerKind} ${level}`;

function nextOf(row: CsvRow): AppealLevel['next'] {
  const level = row.optional('next');
  const how = row.optional('how');
  if (level === '' && how === '') return null;
  if (level !== '' && (how === 'filed' || how === 'forwarded')) return { level, how };
  throw new ReferenceDataError(row.file, row.line, 'how must be filed or forwarded where there is a next level');
}

function loadAppealLevels(levels: string): EffectiveTable<AppealLevel> {
  const table = new EffectiveTable<AppealLevel>();
  for (const row of readCsv('appeal_levels.csv', levels)) {
    const value = {
      decidedBy: row.cell('decided_by'),
      decisionDays: row.optional('decision_days') === '' ? undefined : count(row, 'decision_days'),
      next: nextOf(row),
      source: row.cell('source'),
    };
    const name = nameOf(row.cell('level'), row.cell('payer_kind'), row.optional('network'));
    table.add(name, { ...period(row), value }, row);
  }
  return table;
}

/** Indexes the tables; throws `ReferenceDataError` with file and line where one is not sound. */
export function loadDeadlineRules(deadlines: string, levels: string, calendar: BusinessCalendar): DeadlineRules {
  const appealLevels = loadAppealLevels(levels);
  const table = new EffectiveTable<DeadlineRule>();
  for (const row of readCsv('deadline_rules.csv', deadlines)) {
    const effective = period(row);
    const value = {
      days: count(row, 'days'),
      years: count(row, 'years'),
      receiptDays: count(row, 'receipt_days'),
      ended: effective.to !== undefined,
      rule: row.cell('rule'),
      source: row.cell('source'),
    };
    table.add(nameOf(row.cell('kind'), row.cell('payer_kind'), row.cell('level')), { ...effective, value }, row);
  }
  return {
    find: (kind, payerKind, level, on) => table.at(nameOf(kind, payerKind, level), on),
    appealLevel: (level, payerKind, network, on) => appealLevels.at(nameOf(level, payerKind, network), on),
    calendar,
  };
}
