import { addDays, addYears, isLocalDate, type LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { compareRatios, type Ratio, ratio } from '#libs/kernel/ratio.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { PayerProfile } from '#libs/rules/payer-profile.js';
import { DEADLINE_KINDS, type DeadlineKind, type DeadlineRule, type DeadlineRules } from './deadline-rules.js';

/** The payer's own windows, where the practice states them. */
export type DeadlinePayer = Pick<PayerProfile, 'payerId' | 'kind' | 'timelyFilingDays' | 'appealDays'>;

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
  /** recoupment-stop: redetermination (default) or reconsideration. */
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

function levelOf(kind: DeadlineKind, level: string | undefined): Result<string> {
  if (kind !== 'recoupment-stop') {
    return level === undefined ? accept('') : refuse('deadline.level', `${kind} has no levels`, 'level');
  }
  const wanted = level ?? 'redetermination';
  return wanted === 'redetermination' || wanted === 'reconsideration'
    ? accept(wanted)
    : refuse('deadline.level', 'must be redetermination or reconsideration', 'level');
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
function daysOf(kind: DeadlineKind, rule: DeadlineRule, payer: DeadlinePayer): number | undefined {
  const stated =
    kind === 'timely-filing' ? payer.timelyFilingDays : kind === 'payer-appeal' ? payer.appealDays : undefined;
  if (stated === undefined) return rule.years > 0 ? undefined : rule.days;
  return rule.ended ? Math.min(stated, rule.days) : stated;
}

function meetsMinimum(
  kind: DeadlineKind,
  filedOn: LocalDate,
  amountCents: Cents | undefined,
  minimums: AppealMinimums,
): { meetsMinimum?: boolean | null } {
  if (amountCents === undefined || (kind !== 'alj' && kind !== 'court')) return {};
  const dollars = minimums.amount(`appeal-minimum.${kind}`, filedOn);
  return { meetsMinimum: dollars ? compareRatios(ratio(amountCents, 100), dollars) >= 0 : null };
}

/**
 * One deadline (sources: the rows of `deadline_rules.csv`): the statutory date as it stands, and the business day to work it by. Refused where the payer's
 * kind has no such deadline or its date is missing.
 */
export function deadline(question: DeadlineQuestion, { rules, minimums }: DeadlineData): Result<Deadline> {
  const kind = DEADLINE_KINDS.find((one) => one === question.kind);
  if (!kind) return refuse('deadline.kind-unknown', `must be one of ${DEADLINE_KINDS.join(', ')}`, 'kind');
  const level = levelOf(kind, question.level);
  if (!level.ok) return level;
  const start = startOf(question);
  if (!start.ok) return start;
  const { payer, amountCents } = question;
  const rule = rules.find(kind, payer.kind, level.value, start.value);
  if (!rule) return refuse('deadline.kind-absent', `a payer of kind ${payer.kind} has no ${kind}`, 'kind');
  const days = daysOf(kind, rule, payer);
  const statutoryDate =
    days === undefined ? addYears(start.value, rule.years) : addDays(start.value, days + rule.receiptDays);
  return accept({
    payerId: payer.payerId,
    kind,
    ...(kind === 'timely-filing' ? { service: start.value } : { notice: start.value }),
    statutoryDate,
    workBy: rules.calendar.onOrBefore(statutoryDate),
    ...(kind === 'timely-filing' ? { acceptedUntil: rules.calendar.onOrAfter(statutoryDate) } : {}),
    ...meetsMinimum(kind, statutoryDate, amountCents, minimums),
    rule: rule.rule,
    source: rule.source,
  });
}
