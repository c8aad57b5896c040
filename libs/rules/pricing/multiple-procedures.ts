import type { Cents } from '#libs/kernel/money.js';
import { compareRatios, type Ratio } from '#libs/kernel/ratio.js';
import type { UnitFee } from './unit-fee.js';

/** A line of the day with the fee of its unit, where it has one. */
export interface FeeLine {
  readonly units: number;
  readonly fee?: UnitFee;
}

/** The fee of a unit that the multiple-procedure cut touches. */
type RankedFee = UnitFee & { readonly rankingExpense: Ratio };

function isRanked(fee: UnitFee | undefined): fee is RankedFee {
  return fee?.rankingExpense !== undefined;
}

function outranks(one: RankedFee, other: RankedFee): boolean {
  return (compareRatios(one.rankingExpense, other.rankingExpense) || one.fullCents - other.fullCents) > 0;
}

/**
 * The one line of the day that has a unit paid in full: the highest practice expense, then the highest fee, then the earliest line.
 * -1 where the multiple-procedure cut touches no line.
 */
export function lineInFull(lines: readonly FeeLine[]): number {
  let place = -1;
  let leader: RankedFee | undefined;
  lines.forEach(({ fee }, index) => {
    if (!isRanked(fee) || (leader && !outranks(fee, leader))) return;
    leader = fee;
    place = index;
  });
  return place;
}

/** What a line is worth: every unit in full and uncut, and with every unit but the day's one reduced. */
export function lineFee(
  line: FeeLine & { fee: UnitFee },
  inFull: boolean,
): { fullFeeCents: Cents; cutFeeCents: Cents } {
  const { fee, units } = line;
  const fullFeeCents = fee.fullCents * units;
  if (!isRanked(fee)) return { fullFeeCents, cutFeeCents: fullFeeCents };
  const fullUnits = inFull ? 1 : 0;
  return { fullFeeCents, cutFeeCents: fee.fullCents * fullUnits + fee.reducedCents * (units - fullUnits) };
}
