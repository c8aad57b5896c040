import { addDays, addYears, isLocalDate, type LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { type Ratio, ratio, roundHalfUp, times } from '#libs/kernel/ratio.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { PayerProfile } from '#libs/rules/payer-profile.js';
import {
  DEADLINE_KINDS,
  type DeadlineKind,
  type DeadlineRule,
  type DeadlineRules,
  NON_CONTRACT,
} from './deadline-rules.js';

/** Level of a reopening that needs a good cause, and may be asked for longer. */
export const GOOD_CAUSE = 'good-cause';

/** The payer's own windows, where the practice states them. */
export type DeadlinePayer = Pick<
  PayerProfile,
  'payerId' | 'kind' | 'timelyFilingDays' | 'appealDays' | 'appealLevels' | 'network'
>;

/** Smallest amounts in controversy in dollars, by the date of filing; undefined where that year's figure is not loaded. */
export interface AppealMinimums {
  amount(name: 'appeal-minimum.alj' | 'appeal-minimum.court', date: LocalDate): Ratio | undefined;
}

export interface DeadlineQuestion {
  readonly kind: string;
  readonly payer: DeadlinePayer;
  /** Date of the remittance, decision or demand letter that the clock runs from. */
  readonly notice?: LocalDate | undefined;
  /** Date of service; timely filing runs from it. */
  readonly service?: LocalDate | undefined;
  /** The amount in controversy, for levels that have a minimum. */
  readonly amountCents?: Cents | undefined;
  /** recoupment-stop: redetermination (default) or reconsideration; reopening: good-cause; payer-appeal: the number of the contract's level. */
  readonly level?: string | undefined;
}

export interface DeadlineData {
  readonly rules: DeadlineRules;
  readonly minimums: AppealMinimums;
}

export interface Deadline {
  readonly payerId: string;
  readonly kind: DeadlineKind;
  readonly notice?: LocalDate;
  readonly service?: LocalDate;
  /** As asked for; absent for the first. */
  readonly level?: string;
  /** Never moved off a weekend. */
  readonly statutoryDate: LocalDate;
  /** The last business day on or before the statutory date. */
  readonly workBy: LocalDate;
  /** Timely filing alone moves to the next business day. */
  readonly acceptedUntil?: LocalDate;
  /** Whether the amount reaches the level's minimum; null where that year's figure is missing. */
  readonly meetsMinimum?: boolean | null;
  readonly rule: string;
  readonly source: string;
}

/** The levels that a kind may be asked for; the first is meant where none is named. */
function levelsOf(kind: DeadlineKind, payer: DeadlinePayer): readonly string[] {
  if (kind === 'recoupment-stop') return ['redetermination', 'reconsideration'];
  if (kind === 'reopening') return ['', GOOD_CAUSE];
  if (kind !== 'payer-appeal' || isNonContract(payer)) return [''];
  return ['', ...(payer.appealLevels ?? []).map((_level, index) => String(index + 1))];
}

function levelOf(kind: DeadlineKind, level: string | undefined, payer: DeadlinePayer): Result<string> {
  const levels = levelsOf(kind, payer);
  if (level === undefined) return accept(levels[0] as string);
  if (level !== '' && levels.includes(level)) return accept(level);
  const named = levels.filter((one) => one !== '');
  const message = named.length === 0 ? `${kind} has no levels` : `must be ${named.join(' or ')}`;
  return refuse('deadline.level', message, 'level');
}

/** Levels of appeals that stand in a table of their own for practices without a contract with the plan. */
const BEYOND_THE_PLAN: readonly string[] = ['alj', 'council', 'court'];

/** A Medicare Advantage plan that the practice has no contract with: its appeals follow the law and not a contract. */
export function isNonContract(payer: Pick<DeadlinePayer, 'kind' | 'network'>): boolean {
  return payer.kind === 'MEDICARE_ADVANTAGE' && payer.network === 'out';
}

function ruleOf(kind: DeadlineKind, level: string, on: LocalDate, payer: DeadlinePayer, rules: DeadlineRules) {
  const beyond = isNonContract(payer) && BEYOND_THE_PLAN.includes(kind);
  return rules.find(kind, payer.kind, beyond ? NON_CONTRACT : kind === 'payer-appeal' ? '' : level, on);
}

/** The day that the clock runs from: the date of service for timely filing, else the notice's. */
function startOf({ kind, notice, service }: DeadlineQuestion): Result<LocalDate> {
  const [field, date] = kind === 'timely-filing' ? (['service', service] as const) : (['notice', notice] as const);
  if (date === undefined) return refuse('deadline.date-missing', `${kind} needs the ${field} date`, field);
  if (!isLocalDate(date)) return refuse('deadline.date-invalid', 'must be a calendar day YYYY-MM-DD', field);
  if (kind === 'timely-filing' && notice !== undefined)
    return refuse('deadline.date-unused', 'timely-filing runs from the date of service alone', 'notice');
  return accept(date);
}

/** The practice's own window replaces the default of the payer's kind; one that the law has since lengthened stays as short as it was. */
function daysOf(kind: DeadlineKind, level: string, rule: DeadlineRule, payer: DeadlinePayer): number | undefined {
  const stated =
    kind === 'timely-filing'
      ? payer.timelyFilingDays
      : kind === 'payer-appeal'
        ? appealDaysOf(payer, level)
        : undefined;
  if (stated === undefined) return rule.years > 0 ? undefined : rule.days;
  return rule.ended ? Math.min(stated, rule.days) : stated;
}

/** The contract's days of a level; the law's alone where there is no contract. */
function appealDaysOf(payer: DeadlinePayer, level: string): number | undefined {
  if (isNonContract(payer)) return undefined;
  return payer.appealLevels?.[Number(level || '1') - 1]?.days ?? payer.appealDays;
}

/** The least amount in controversy, in cents, for an appeal filed on a day: undefined where the level has none, null where that year's figure is not loaded. */
export function minimumCentsOf(kind: string, filedOn: LocalDate, minimums: AppealMinimums): Cents | null | undefined {
  if (!hasMinimum(kind)) return undefined;
  const dollars = minimums.amount(`appeal-minimum.${kind}`, filedOn);
  return dollars ? roundHalfUp(times(dollars, ratio(100))) : null;
}

/** Whether a level hears only what is worth a certain amount. */
export function hasMinimum(kind: string): kind is 'alj' | 'court' {
  return kind === 'alj' || kind === 'court';
}

function meetsMinimum(
  amountCents: Cents | undefined,
  minimumCents: Cents | null | undefined,
): { meetsMinimum?: boolean | null } {
  if (amountCents === undefined || minimumCents === undefined) return {};
  return { meetsMinimum: minimumCents === null ? null : amountCents >= minimumCents };
}

/** A deadline with what it was counted from. */
export interface CountedDeadline {
  readonly deadline: Deadline;
  readonly start: LocalDate;
  /** Calendar days; undefined where years are counted. */
  readonly days: number | undefined;
  readonly years: number;
  readonly receiptDays: number;
  readonly minimumCents: Cents | null | undefined;
}

/**
 * One deadline (sources: the rows of `deadline_rules.csv`): the statutory date as it stands, and the business day to work it by. Refused where the payer's
 * kind has no such deadline or its date is missing.
 */
export function deadline(question: DeadlineQuestion, data: DeadlineData): Result<Deadline> {
  const counted = countDeadline(question, data);
  return counted.ok ? accept(counted.value.deadline) : counted;
}

/** {@link deadline}, and how it came about. */
export function countDeadline(question: DeadlineQuestion, { rules, minimums }: DeadlineData): Result<CountedDeadline> {
  const kind = DEADLINE_KINDS.find((one) => one === question.kind);
  if (!kind) return refuse('deadline.kind-unknown', `must be one of ${DEADLINE_KINDS.join(', ')}`, 'kind');
  const level = levelOf(kind, question.level, question.payer);
  if (!level.ok) return level;
  const start = startOf(question);
  if (!start.ok) return start;
  const { payer, amountCents } = question;
  const rule = ruleOf(kind, level.value, start.value, payer, rules);
  if (!rule) return refuse('deadline.kind-absent', `a payer of kind ${payer.kind} has no ${kind}`, 'kind');
  const days = daysOf(kind, level.value, rule, payer);
  const statutoryDate =
    days === undefined ? addYears(start.value, rule.years) : addDays(start.value, days + rule.receiptDays);
  if (!isLocalDate(statutoryDate)) {
    const field = kind === 'timely-filing' ? 'service' : 'notice';
    return refuse('deadline.date-out-of-range', 'lies so far ahead that no deadline can be counted from it', field);
  }
  const minimumCents = minimumCentsOf(kind, statutoryDate, minimums);
  const found: Deadline = {
    payerId: payer.payerId,
    kind,
    ...(question.level === undefined ? {} : { level: question.level }),
    ...(kind === 'timely-filing' ? { service: start.value } : { notice: start.value }),
    statutoryDate,
    workBy: rules.calendar.onOrBefore(statutoryDate),
    ...(kind === 'timely-filing' ? { acceptedUntil: rules.calendar.onOrAfter(statutoryDate) } : {}),
    ...meetsMinimum(amountCents, minimumCents),
    rule: rule.rule,
    source: rule.source,
  };
  const { years, receiptDays } = rule;
  return accept({ deadline: found, start: start.value, days, years, receiptDays, minimumCents });
}
