import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { TherapyPool } from '#libs/contracts/events/shapes.js';
import type { Cents } from '#libs/kernel/money.js';
import { sameJson } from '#libs/kernel/same-json.js';
import { evolveLedger } from './evolve.js';
import { type DayRecord, type DriftedLine, isCountedIn, type LedgerState, POOLS, reportedCents } from './state.js';
import { amountOf, type TherapyLine } from './therapy-amounts.js';
import type { ThresholdsByPool } from './thresholds.js';

/** A charge line that takes something of a pool, with what was decided about KX. */
interface DecidedLine {
  readonly line: DriftedLine;
  readonly taken: TherapyLine;
}

/** A day's charge lines in the order in which KX was decided: that of its sessions. */
function linesInOrder({ sessions, claims }: DayRecord) {
  const places = new Map(sessions.map(({ sessionId }, place) => [sessionId, place]));
  return claims
    .flatMap(({ claimId, lines }) => lines.map((line) => ({ claimId, line })))
    .sort((a, b) => (places.get(a.line.sessionId) ?? 0) - (places.get(b.line.sessionId) ?? 0));
}

/** The pool's lines in the order in which they were decided; one that holds nothing of the pool any more is left out. */
function decidedLines(state: LedgerState, pool: TherapyPool): DecidedLine[] {
  return Object.values(state.days).flatMap((day) =>
    linesInOrder(day).flatMap(({ claimId, line: { line, code, modifiers } }) => {
      const taken = state.amounts[claimId]?.lines.find((each) => each.line === line);
      if (taken?.pool !== pool || amountOf(taken) === 0) return [];
      const kx = modifiers.includes('KX');
      return [{ line: { claimId, dateOfService: day.dateOfService, line, code, kx }, taken }];
    }),
  );
}

/** The sums that KX may be decided by: our own, and each payer's with what it had not seen yet. */
function balances(state: LedgerState, pool: TherapyPool) {
  const reports = Object.values(state.reports).flatMap((report) => {
    const cents = reportedCents(report, pool);
    return cents === undefined ? [] : [{ cents, counts: (line: TherapyLine) => isCountedIn(report, line) }];
  });
  return [{ cents: state.openingCents[pool], counts: () => false }, ...reports];
}

/** Lines that were decided with KX or without, and would be decided the other way as the ledger stands now. */
export function driftedLines(state: LedgerState, pool: TherapyPool, kxCents: Cents): DriftedLine[] {
  const sums = balances(state, pool);
  return decidedLines(state, pool).flatMap(({ line, taken }) => {
    let needed = false;
    for (const sum of sums) {
      // A payer's figure says nothing about what stood before a line that is in it.
      if (sum.counts(taken)) continue;
      sum.cents += amountOf(taken);
      needed ||= sum.cents > kxCents;
    }
    return needed === line.kx ? [] : [line];
  });
}

/** The announcement that follows from events which moved a pool, where the list of drifted lines is another than before. */
export function drift(
  { patientId, year }: { readonly patientId: string; readonly year: number },
  thresholds: ThresholdsByPool,
  before: LedgerState,
  events: readonly LedgerEvent[],
): LedgerEvent[] {
  if (events.length === 0) return [];
  const now = events.reduce(evolveLedger, before);
  return POOLS.flatMap((pool): LedgerEvent[] => {
    const thresholdCents = thresholds[pool]?.kxCents;
    if (thresholdCents === undefined) return [];
    const lines = driftedLines(now, pool, thresholdCents);
    if (sameJson(lines, before.drifted[pool] ?? [])) return [];
    return [{ type: 'ThresholdDrifted', data: { patientId, year, pool, thresholdCents, lines } }];
  });
}
