import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Severity } from '../finding.js';
import type { PayerKind } from '../practice.js';
import { type CompiledCondition, type Condition, readCondition } from './condition.js';
import { type FaultList, overlap, type Period } from './faults.js';
import { faultyPlaceholder } from './message.js';
import { isBorneOut, isNeverTaken, MODIFIER_FORM } from './own-modifiers.js';

/** What a machine may do about a finding, on the line that it is about. */
export type LineFix = { readonly addModifier: string } | { readonly removeModifier: string };

/** One rule of a practice's own (`rules` of its profile). Absent `payerIds`, `payerKinds`, `codes`: all of them. */
export interface PracticeRule {
  /** Its findings are `practice.{id}`. */
  readonly id: string;
  readonly payerIds?: readonly string[];
  readonly payerKinds?: readonly PayerKind[];
  readonly codes?: readonly string[];
  /** Absent only where `codes` say enough. */
  readonly condition?: Condition;
  readonly severity: Severity;
  /** May name `{code}`, `{units}` and the like. */
  readonly message: string;
  readonly fix?: LineFix;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

/** A rule as it is asked. */
export interface CompiledRule extends Omit<PracticeRule, 'codes' | 'condition' | 'from' | 'to'> {
  readonly codes?: ReadonlySet<string>;
  readonly condition?: CompiledCondition;
  /** True where it is asked of each line, false where once of the session. */
  readonly aboutLine: boolean;
  readonly period: Period;
}

const FIELDS = ['id', 'payerIds', 'payerKinds', 'codes', 'condition', 'severity', 'message', 'fix', 'from', 'to'];
const MOST_RULES = 500;
const SEVERITIES = ['error', 'warning', 'info'] as const;
const KINDS: readonly string[] = ['MEDICARE_B', 'MEDICARE_ADVANTAGE', 'COMMERCIAL', 'MEDICAID'] satisfies PayerKind[];

/** Reads a practice's rules; each fault is kept with its path, and a faulty rule is left out. */
export function readPracticeRules(
  value: unknown,
  field: string,
  payerIds: ReadonlySet<string>,
  faults: FaultList,
): CompiledRule[] {
  const rules: CompiledRule[] = [];
  faults.list(value, field, MOST_RULES).forEach((one, index) => {
    const place = `${field}[${index}]`;
    const rule = readRule(one, place, payerIds, faults);
    if (!rule) return;
    if (rules.some((other) => other.id === rule.id && overlap(other.period, rule.period)))
      faults.add(`${place}.id`, `${rule.id} is the id of another rule of the same days`);
    rules.push(rule);
  });
  return rules;
}

function readRule(
  value: unknown,
  field: string,
  known: ReadonlySet<string>,
  faults: FaultList,
): CompiledRule | undefined {
  const rule = faults.object(value, field, FIELDS);
  if (!rule) return undefined;
  const id = faults.text(rule.id, `${field}.id`, /^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens');
  const severity = faults.oneOf(rule.severity, `${field}.severity`, SEVERITIES);
  const payerIds = faults.texts(
    rule.payerIds,
    `${field}.payerIds`,
    (one) => known.has(one),
    "a payer of the practice's",
  );
  const payerKinds = faults.texts(
    rule.payerKinds,
    `${field}.payerKinds`,
    (one) => KINDS.includes(one),
    KINDS.join(', '),
  );
  const codes = faults.texts(rule.codes, `${field}.codes`, (one) => /^[A-Z0-9]{5}$/.test(one), 'a procedure code');
  const condition =
    rule.condition === undefined ? undefined : readCondition(rule.condition, `${field}.condition`, 'coded', faults);
  if (!condition && !codes) faults.add(`${field}.condition`, 'is missing, and no codes are named either');
  const fix = rule.fix === undefined ? undefined : readFix(rule.fix, `${field}.fix`, faults);
  const aboutLine = codes !== undefined || fix !== undefined || condition?.aboutLine === true;
  const message = readMessage(rule.message, `${field}.message`, aboutLine, faults);
  const period = faults.period(rule, field);
  if (id === undefined || severity === undefined || message === undefined) return undefined;
  return {
    ...{ id, severity, message, aboutLine, period },
    ...(payerIds && { payerIds }),
    ...(payerKinds && { payerKinds: payerKinds as PayerKind[] }),
    ...(codes && { codes: new Set(codes) }),
    ...(condition && { condition }),
    ...(fix && { fix }),
  };
}

function readMessage(value: unknown, field: string, aboutLine: boolean, faults: FaultList): string | undefined {
  const message = faults.text(value, field, /^(?=.*\S)[^\p{Cc}]{1,300}$/u, 'a sentence of at most 300 characters');
  const wrong = message === undefined ? undefined : faultyPlaceholder(message, aboutLine);
  if (wrong !== undefined) faults.add(field, wrong);
  return message;
}

function readFix(value: unknown, field: string, faults: FaultList): LineFix | undefined {
  const fix = faults.object(value, field, ['addModifier', 'removeModifier']);
  if (!fix) return undefined;
  const [name, ...others] = Object.keys(fix);
  if ((name !== 'addModifier' && name !== 'removeModifier') || others.length > 0) {
    faults.add(field, 'needs exactly one of addModifier, removeModifier');
    return undefined;
  }
  const path = `${field}.${name}`;
  const modifier = faults.text(fix[name], path, MODIFIER_FORM, 'a modifier of two capital letters or digits');
  if (modifier === undefined) return undefined;
  if (name === 'addModifier' && isBorneOut(modifier))
    faults.add(path, `must not be ${modifier}: it is put only where the record shows it`);
  if (name === 'removeModifier' && (isNeverTaken(modifier) || modifier === 'KX'))
    faults.add(path, `must not be ${modifier}: who treated, who owes and what was attested is never taken from a line`);
  return name === 'addModifier' ? { addModifier: modifier } : { removeModifier: modifier };
}
