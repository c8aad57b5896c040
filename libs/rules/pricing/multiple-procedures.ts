import type { Cents } from '#libs/kernel/money.js';
import { compareRatios } from '#libs/kernel/ratio.js';
import type { UnitFee } from './unit-fee.js';

/** A line of the day with the fee of its unit, where it has one. */
export interface FeeLine {
  readonly units: number;
  readonly fee?: UnitFee;
}

function outranks(one: UnitFee, other: UnitFee): boolean {
  if (!one.rankingExpense || !other.rankingExpense) return false;
  const byExpense = compareRatios(one.rankingExpense, other.rankingExpense);
  return byExpense > 0 || (byExpense === 0 && one.fullCents > other.fullCents);
}

/**
 * The one line of the day that has a unit paid in full: the highest practice expense, then the highest fee, then the earliest line.
 * -1 where the multiple-procedure cut touches no line.
 */
export function lineInFull(lines: readonly FeeLine[]): number {
  let best = -1;
  lines.forEach((line, place) => {
    if (!line.fee?.rankingExpense) return;
    const leader = lines[best]?.fee;
    if (!leader || outranks(line.fee, leader)) best = place;
  });
  return best;
}

/** What a line is worth: every unit in full and uncut, and with every unit but the day's one reduced. */
export function lineFee(
  line: FeeLine & { fee: UnitFee },
  inFull: boolean,
): { fullFeeCents: Cents; cutFeeCents: Cents } {
  const { fee, units } = line;
  const fullFeeCents = fee.fullCents * units;
  if (!fee.rankingExpense) return { fullFeeCents, cutFeeCents: fullFeeCents };
  const fullUnits = inFull ? 1 : 0;
  return { fullFeeCents, cutFeeCents: fee.fullCents * fullUnits + fee.reducedCents * (units - fullUnits) };
}
