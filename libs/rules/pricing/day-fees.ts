import type { DayLine } from '../coding/day-line.js';
import { firstPart } from '../coding/treatment.js';
import type { Session } from '../session.js';
import type { DayToPrice } from './day-to-price.js';
import { type FeeLine, lineFee, lineInFull } from './multiple-procedures.js';
import { type FeeOutcome, unitFee } from './unit-fee.js';

/** A line of the day with its fee: in full, and after the multiple-procedure cut. */
export interface FeeOfLine {
  readonly line: DayLine;
  readonly outcome: FeeOutcome;
  readonly fullFeeCents: number;
  readonly cutFeeCents: number;
}

/** Fees of all lines of a day, the multiple-procedure cut taken over sessions and disciplines. */
export function dayFees(input: DayToPrice): FeeOfLine[] {
  const { day, sessions, reference, practice } = input;
  const locality = input.locality ?? practice?.locality ?? 'national';
  const outcomes = day.lines.map(({ line, treatment }) => {
    const session = sessions[firstPart(treatment).session] as Session;
    return unitFee({
      code: line.code,
      therapy: treatment.entry.therapy !== 'none',
      placeOfService: session.placeOfService,
      on: session.dateOfService,
      locality,
      payer: day.payer,
      reference,
    });
  });
  const lines: FeeLine[] = day.lines.map(({ line }, place) => {
    const outcome = outcomes[place] as FeeOutcome;
    return outcome.kind === 'fee' ? { units: line.units, fee: outcome.fee } : { units: line.units };
  });
  const inFull = lineInFull(lines);
  return day.lines.map((line, place) => {
    const { units, fee } = lines[place] as FeeLine;
    const worth = fee ? lineFee({ units, fee }, place === inFull) : { fullFeeCents: 0, cutFeeCents: 0 };
    return { line, outcome: outcomes[place] as FeeOutcome, ...worth };
  });
}
