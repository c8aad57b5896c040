import type { LocalDate } from '#libs/kernel/local-date.js';
import { withModifier } from '../coding/modifier-order.js';
import { type CompiledCondition, type Condition, readCondition } from './condition.js';
import type { Facts, LineFacts } from './facts.js';
import { type FaultList, inForce, type Period } from './faults.js';
import { isBorneOut, isNeverTaken, MODIFIER_FORM, saysTheSame } from './own-modifiers.js';

/** One row of `payers[].modifiers`: what a payer wants on a line beyond what coding puts there. */
export interface PayerModifier {
  readonly modifier: string;
  /** Absent: on every line. */
  readonly when?: Condition;
  /** Where it stands; absent: at its place in the usual order, or where what it replaces stood. */
  readonly position?: 'first' | 'last' | 1 | 2 | 3 | 4;
  /** Only where this one is on the line, and in its stead. */
  readonly replaces?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

/** A row as it is asked of each line. */
export interface CompiledModifier {
  readonly modifier: string;
  readonly when?: CompiledCondition;
  readonly position?: PayerModifier['position'];
  readonly replaces?: string;
  /** False for what the record must bear out: it is only moved, or put for what says the same. */
  readonly adds: boolean;
  readonly period: Period;
}

const FIELDS = ['modifier', 'when', 'position', 'replaces', 'from', 'to'];
const MOST_ROWS = 100;

/** Reads a payer's rows. A row that could make a line say what the record does not is a fault. */
export function readPayerModifiers(value: unknown, field: string, faults: FaultList): CompiledModifier[] {
  return faults.list(value, field, MOST_ROWS).flatMap((row, index) => {
    const read = readRow(row, `${field}[${index}]`, faults);
    return read ? [read] : [];
  });
}

function readRow(value: unknown, field: string, faults: FaultList): CompiledModifier | undefined {
  const row = faults.object(value, field, FIELDS);
  if (!row) return undefined;
  const words = 'a modifier of two capital letters or digits';
  const modifier = faults.text(row.modifier, `${field}.modifier`, MODIFIER_FORM, words);
  const replaces =
    row.replaces === undefined ? undefined : faults.text(row.replaces, `${field}.replaces`, MODIFIER_FORM, words);
  const position = readPosition(row.position, `${field}.position`, faults);
  const when = row.when === undefined ? undefined : readCondition(row.when, `${field}.when`, 'modifiers', faults);
  const period = faults.period(row, field);
  if (modifier === undefined) return undefined;
  checkRow({ modifier, replaces, position }, field, faults);
  return {
    modifier,
    ...(when && { when }),
    ...(position !== undefined && { position }),
    ...(replaces !== undefined && { replaces }),
    adds: !isBorneOut(modifier),
    period,
  };
}

function checkRow(
  { modifier, replaces, position }: Pick<CompiledModifier, 'modifier' | 'replaces' | 'position'>,
  field: string,
  faults: FaultList,
): void {
  if (modifier === 'KX' || replaces === 'KX')
    faults.add(`${field}.modifier`, 'must not be KX, which is decided with the price');
  else if (replaces !== undefined && isNeverTaken(replaces))
    faults.add(`${field}.replaces`, `must not be ${replaces}: who treated and who owes is never taken from a line`);
  else if (isBorneOut(modifier) && replaces !== undefined && !saysTheSame(modifier, replaces))
    faults.add(`${field}.replaces`, `${modifier} says something else than ${replaces}`);
  else if (isBorneOut(modifier) && replaces === undefined && position === undefined)
    faults.add(`${field}.modifier`, `${modifier} is put where the record shows it; a row can only move or replace it`);
}

function readPosition(value: unknown, field: string, faults: FaultList): PayerModifier['position'] {
  if (value === undefined) return undefined;
  if (value === 'first' || value === 'last') return value;
  if (typeof value === 'number' && [1, 2, 3, 4].includes(value)) return value as 1 | 2 | 3 | 4;
  faults.add(field, 'must be first, last or a place from 1 to 4');
  return undefined;
}

function moved(modifiers: readonly string[], modifier: string, position: PayerModifier['position']): readonly string[] {
  if (position === undefined) return withModifier(modifiers, modifier);
  const others = modifiers.filter((one) => one !== modifier);
  const place = position === 'first' ? 0 : position === 'last' ? others.length : position - 1;
  return others.toSpliced(place, 0, modifier);
}

function applied(modifiers: readonly string[], row: CompiledModifier): readonly string[] {
  const { modifier, replaces, position, adds } = row;
  if (replaces !== undefined) {
    if (!modifiers.includes(replaces)) return modifiers;
    const others = modifiers.filter((one) => one !== modifier);
    const replaced = others.map((one) => (one === replaces ? modifier : one));
    return position === undefined ? replaced : moved(replaced, modifier, position);
  }
  return adds || modifiers.includes(modifier) ? moved(modifiers, modifier, position) : modifiers;
}

/** The modifiers as the payer wants them: its rows in order, each seeing what the ones before it made. */
export function withPayerModifiers(
  rows: readonly CompiledModifier[],
  facts: Omit<Facts, 'line'> & { readonly line: LineFacts },
): readonly string[] {
  let { modifiers } = facts.line;
  for (const row of rows) {
    if (!inForce(row.period, facts.session.dateOfService)) continue;
    if (row.when && !row.when.test({ ...facts, line: { ...facts.line, modifiers } })) continue;
    modifiers = applied(modifiers, row);
  }
  return modifiers;
}
