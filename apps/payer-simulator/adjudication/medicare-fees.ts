import type { Reference } from '#libs/rules/reference/reference.js';
import type { ClaimLine } from '#libs/x12/claim.js';
import type { Scenario } from '../scenario/scenario.js';
import { type TakenClaim, termsOf } from './condition.js';
import { type MedicareFee, medicareDayFees } from './medicare-line.js';

export interface PlacedLine {
  readonly taken: TakenClaim;
  readonly line: ClaimLine;
}

/** Fees by Medicare's schedule where the payer uses it, day by day of a member at one billing provider. */
export function medicareFees(
  lines: readonly PlacedLine[],
  { scenario, reference }: { readonly scenario: Scenario; readonly reference: Reference },
): ReadonlyMap<ClaimLine, MedicareFee | null> {
  const days = new Map<string, PlacedLine[]>();
  for (const placed of lines) {
    const { claim } = placed.taken;
    const { kind, percentOfMedicare } = termsOf(scenario, claim);
    if (kind !== 'MEDICARE_B' && percentOfMedicare === undefined) continue;
    const day = JSON.stringify([claim.subscriber.memberId, claim.billingProvider.npi, placed.line.serviceDate]);
    days.set(day, [...(days.get(day) ?? []), placed]);
  }
  const fees = new Map<ClaimLine, MedicareFee | null>();
  for (const day of days.values()) {
    const placed = day.map(({ taken, line }) => ({
      line,
      placeOfService: line.placeOfService ?? taken.claim.placeOfService,
    }));
    const { percentOfMedicare } = termsOf(scenario, (day[0] as PlacedLine).taken.claim);
    medicareDayFees(placed, reference, percentOfMedicare).forEach((fee, index) => {
      fees.set((day[index] as PlacedLine).line, fee);
    });
  }
  return fees;
}
