import assert from 'node:assert/strict';
import type { Ratio } from '#libs/kernel/ratio.js';
import type { PricedLine, PricedSession } from '#libs/rules/coded-session.js';
import type { AmountName, Reference } from '#libs/rules/reference/reference.js';
import type { Session } from '#libs/rules/session.js';
import type { DaysToBill } from './bill-days.js';

/** What a day's Medicare lines come to. */
interface Totals {
  readonly allowedCents: number;
  readonly paidCents: number;
}

interface Worth {
  readonly line: PricedLine;
  readonly expense: number;
  readonly full: number;
  readonly reduced: number;
}

const plain = (ratio: Ratio | undefined) => Number(ratio?.numerator) / Number(ratio?.denominator);
/** Floating point is good to far less than this; half a cent is rounded up. */
const cents = (amount: number) => Math.floor(amount + 0.5 + 1e-7);

function worthOf(line: PricedLine, session: Session, reference: Reference): Worth {
  const on = session.dateOfService;
  const values = reference.relativeValues(line.code, on);
  const isFacility = reference.rateType(session.placeOfService, on) === 'facility';
  const expense = plain(isFacility ? values?.expenseFacility : values?.expenseNonFacility);
  const rest = plain(values?.work) + plain(values?.malpractice);
  const centsOf = (units: number) => cents(plain(reference.conversionFactor(on)) * 100 * units);
  const cut = plain(reference.amount('mppr-practice-expense-cut', on));
  const counts = values?.multipleTherapy === true;
  const full = centsOf(rest + expense);
  return { line, expense: counts ? expense : -1, full, reduced: counts ? centsOf(rest + expense * (1 - cut)) : full };
}

/** One unit of the day in full, of the dearest practice expense; then the charge as cap, the patient's share, the cuts. */
function payments(sessions: readonly Session[], results: readonly PricedSession[], reference: Reference): Totals {
  const on = (sessions[0] as Session).dateOfService;
  const share = (name: AmountName) => plain(reference.amount(name, on));
  const worths = results.flatMap(({ lines }, place) =>
    lines.map((line) => worthOf(line, sessions[place] as Session, reference)),
  );
  const [first] = worths.toSorted((a, b) => b.expense - a.expense || b.full - a.full);
  let [allowedCents, paidCents] = [0, 0];
  for (const worth of worths) {
    const { line, full, reduced } = worth;
    const fee = worth === first ? full + reduced * (line.units - 1) : reduced * line.units;
    const allowed = Math.min(fee, line.chargeCents ?? fee);
    const ofPayer = allowed - cents(allowed * share('coinsurance'));
    const furnished = line.modifiers.includes('CO') || line.modifiers.includes('CQ') ? share('assistant-share') : 1;
    const due = cents(ofPayer * furnished);
    allowedCents += allowed;
    paidCents += due - cents(due * share('sequestration'));
  }
  return { allowedCents, paidCents };
}

/** Units by the published table: one from 8 minutes on, one more at 23, 38, 53 … */
function tableUnits(sessions: readonly Session[], results: readonly PricedSession[], reference: Reference): number {
  const coded = new Set(results.flatMap(({ lines }) => lines.map(({ code }) => code)));
  let minutes = 0;
  for (const { procedures } of sessions)
    for (const { code, minutes: own = 0, assistantMinutes = 0 } of procedures)
      if (coded.has(code) && reference.codes.get(code)?.behaviour === 'timed15') minutes += own + assistantMinutes;
  let units = 0;
  for (let least = 8; least <= minutes; least += 15) units += 1;
  return units;
}

/**
 * Recounts Medicare's days in floating point and without any of the rules' own code: the day's units by the table where all codes that
 * were treated are billed, and every line's allowed and paid cents. Returns the sessions that were recounted.
 */
export function recount({ days, reference }: DaysToBill, results: readonly PricedSession[]): number {
  let next = 0;
  let recounted = 0;
  for (const sessions of days) {
    const own = results.slice(next, next + sessions.length);
    next += sessions.length;
    if (own[0]?.payerId !== 'MEDICARE-B') continue;
    const priced = own.flatMap(({ lines }) => lines);
    const sum = (amount: (line: PricedLine) => number | undefined) =>
      priced.reduce((total, line) => total + (amount(line) ?? Number.NaN), 0);
    const { allowedCents, paidCents } = payments(sessions, own, reference);
    const figures = { allowedCents: sum((line) => line.allowedCents), paidCents: sum((line) => line.paidCents) };
    assert.deepEqual(figures, { allowedCents, paidCents }, `money of ${own[0].sessionId}`);
    const isWholeDay = sessions.every(({ procedures }) =>
      procedures.every(({ code }) => priced.some((line) => line.code === code)),
    );
    const timed = priced.filter(({ code }) => reference.codes.get(code)?.behaviour === 'timed15');
    const units = timed.reduce((total, line) => total + line.units, 0);
    if (isWholeDay && !priced.some(({ code }) => code === '97129' || code === '97130'))
      assert.equal(units, tableUnits(sessions, own, reference), `units of ${own[0].sessionId}`);
    recounted += own.length;
  }
  return recounted;
}
