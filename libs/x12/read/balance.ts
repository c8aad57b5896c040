import { type Cents, centsToDecimal } from '#libs/kernel/money.js';
import type { Equation } from '../problem.js';
import type { RemittanceAdjustment } from '../remittance.js';
import type { ProblemList } from './problem-list.js';

/** Where a balance stands: the segment that reports the amount. */
interface Place {
  readonly segment: string;
  readonly position: number;
}

interface Sides {
  readonly equation: Equation;
  /** What the left side is, in words of segments: `SVC02 − CAS`. */
  readonly of: string;
  readonly computed: Cents;
  /** The element that reports it: `SVC03`. */
  readonly reportedBy: string;
  readonly reported: Cents;
}

/**
 * Checks one balance to the cent; a failing one is named with both sides and the difference, and the transaction's money is not trusted.
 * Source of the equations: 005010X221A1 §1.10.2.1.
 */
export function checkBalance(problems: ProblemList, place: Place, sides: Sides): void {
  const { computed, reported } = sides;
  const differenceCents = computed - reported;
  if (!Number.isSafeInteger(computed) || !Number.isSafeInteger(differenceCents)) {
    problems.distrust({ ...place, message: `${sides.of} is out of range`, equation: sides.equation });
  } else if (differenceCents !== 0) {
    const message =
      `${sides.of} is ${centsToDecimal(computed)}, ${sides.reportedBy} says ${centsToDecimal(reported)}: ` +
      `${centsToDecimal(differenceCents)} apart`;
    problems.distrust({ ...place, message, equation: sides.equation, differenceCents });
  }
}

/** The sum of adjustments in cents. Not checked for its range: the balance that it goes into is. */
export function totalAdjustments(adjustments: readonly RemittanceAdjustment[]): Cents {
  let total = 0;
  for (const adjustment of adjustments) total += adjustment.amountCents;
  return total;
}
