import type { PricedLine, PricedSession } from '../coded-session.js';
import { ASSISTANT_MODIFIERS } from '../coding/modifier-order.js';
import { type Finding, holds } from '../finding.js';
import { ownRules } from '../practice-rules/own-rules.js';
import { judged } from '../practice-rules/severities.js';
import type { TableName } from '../reference/tables/all-tables.js';
import { finding } from '../rule-catalogue.js';
import type { Session } from '../session.js';
import { dayFees, type FeeOfLine } from './day-fees.js';
import type { DayToPrice } from './day-to-price.js';
import { type LedgerBalances, poolOf, type TherapyPool } from './ledger.js';
import { priceLine } from './price-line.js';
import { type PriceTerms, priceTerms } from './price-terms.js';

export interface PricedDay {
  readonly sessions: readonly PricedSession[];
  readonly balances: LedgerBalances;
}

interface Priced {
  readonly session: PricedSession;
  readonly after: LedgerBalances;
}

function needsOf(input: DayToPrice): { assisted: boolean; pools: Set<TherapyPool> } {
  return {
    assisted: input.day.lines.some(({ line }) => line.modifiers.some((modifier) => ASSISTANT_MODIFIERS.has(modifier))),
    pools: new Set(input.sessions.map((session) => poolOf(session.discipline))),
  };
}

/**
 * Prices a patient's day: fees by date and place, the multiple-procedure cut over all its lines, then session by session the ledger, KX,
 * and what the payer pays. A held session is priced for information and changes no balance.
 */
export function priceDay(input: DayToPrice): PricedDay {
  const { sessions, day, balances } = input;
  const on = (sessions[0] as Session).dateOfService;
  const terms = priceTerms(day.payer, on, needsOf(input), input.reference);
  const fees = dayFees(input);
  const priced: Priced[] = [];
  let current = balances;
  sessions.forEach((_, place) => {
    const one = priceSession(input, place, terms, fees, current);
    priced.push(one);
    current = one.after;
  });
  const anyHeld = priced.some(({ session }) => session.held);
  if (!input.forBilling || !anyHeld) return { sessions: priced.map(({ session }) => session), balances: current };
  return {
    sessions: priced.map(({ session }, place) => heldWithItsDay(session, sessions[place] as Session, balances)),
    balances,
  };
}

function heldWithItsDay(priced: PricedSession, session: Session, balances: LedgerBalances): PricedSession {
  const findings = priced.held
    ? priced.findings
    : [...priced.findings, finding('day.held', 'another session of the day is held')];
  return { ...priced, held: true, lines: unaccrued(priced.lines, session, balances), findings };
}

/** The lines with the pool as it stands, since a held session accrues nothing. */
function unaccrued(lines: readonly PricedLine[], session: Session, balances: LedgerBalances): PricedLine[] {
  const accruedCents = balances.accruedCents[poolOf(session.discipline)];
  return lines.map((line) => (line.accruedCents === undefined ? line : { ...line, accruedCents }));
}

function priceSession(
  input: DayToPrice,
  place: number,
  terms: PriceTerms,
  fees: readonly FeeOfLine[],
  before: LedgerBalances,
): Priced {
  const session = input.sessions[place] as Session;
  const coded = input.day.sessions[place] as PricedSession;
  const findings = [...coded.findings, ...(input.scrubbed?.[place] ?? [])];
  const own = fees.filter(({ line }) => line.session === place);
  let balances = before;
  const lines: PricedLine[] = [];
  for (const fee of own) {
    const priced = priceLine(fee, { session, payer: input.day.payer, terms, balances });
    lines.push(priced.line);
    findings.push(...priced.findings);
    balances = priced.balances;
  }
  findings.push(...missingReference(session, own, terms, input), ...noContract(own));
  const older = own.length > 0 ? input.reference.youngerThan(session.dateOfService, cataloguesUsed(input)) : [];
  if (older.length > 0)
    findings.push(finding('reference.older-version', `younger than ${session.dateOfService}: ${older.join(', ')}`));
  const said = input.forBilling ? findings.map(forBilling) : findings;
  const found = judged(said, ownRules(input.practice).severities, input.day.payer.payerId);
  const held = holds(found);
  return {
    session: { ...coded, held, lines: held ? unaccrued(lines, session, before) : lines, findings: found },
    after: held ? before : balances,
  };
}

/** The open-ended catalogues that had a say in the day. */
function* cataloguesUsed({ day, scrubbed }: DayToPrice): Generator<TableName> {
  if (day.payer.kind === 'MEDICARE_B' || day.payer.percentOfMedicare !== undefined) yield 'places-of-service';
  if (day.lines.length > 1) yield 'unbundled-pairs';
  if (scrubbed) yield 'unit-limits';
}

/** What a preview may leave open, a claim may not. */
const OPEN_IN_A_PREVIEW: ReadonlySet<string> = new Set(['charge.missing', 'group.size-missing']);

function forBilling(one: Finding): Finding {
  return OPEN_IN_A_PREVIEW.has(one.rule) ? { ...one, severity: 'error' } : one;
}

/** One error that names everything that is not loaded for the date of service. */
function missingReference(
  session: Session,
  own: readonly FeeOfLine[],
  terms: PriceTerms,
  input: DayToPrice,
): Finding[] {
  const what = [
    ...new Set([
      ...own.flatMap(({ outcome }) => (outcome.kind === 'missing' ? outcome.what : [])),
      ...(own.some(({ outcome }) => outcome.kind === 'fee' || outcome.kind === 'missing') ? terms.missing : []),
    ]),
  ];
  if (what.length === 0) return [];
  const message = `not loaded for ${session.dateOfService}: ${what.join(', ')}`;
  return [finding('reference.missing', message, { fix: `load the tables of ${input.day.payer.payerId} for the date` })];
}

function noContract(own: readonly FeeOfLine[]): Finding[] {
  const codes = own.filter(({ outcome }) => outcome.kind === 'no-contract').map(({ line }) => line.line.code);
  if (codes.length === 0) return [];
  return [finding('price.no-contract', `no fee and no percentage of Medicare for ${[...new Set(codes)].join(', ')}`)];
}
