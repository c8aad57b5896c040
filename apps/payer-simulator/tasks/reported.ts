import type { AdviceProviderAdjustment } from '#libs/x12/remittance-advice.js';
import type { ClaimDecision } from '../adjudication/decision.js';
import type { PayerClaim } from '../journal/entries.js';

/** A payer that a claim is sent on to. */
export interface Crossover {
  readonly payer: { readonly name: string; readonly id: string };
  /** The folder that the practice keeps for it. */
  readonly folder: string;
}

/** A decision to report; `reversal` takes back what was decided before. */
export interface Reported {
  readonly taken: PayerClaim;
  readonly decision: ClaimDecision;
  readonly reversal: boolean;
  /** The payer that the claim is sent on to. */
  readonly crossover?: Crossover;
}

/** What goes into a day's remittance. */
export interface DayReport {
  readonly claims: readonly Reported[];
  readonly providerAdjustments: readonly AdviceProviderAdjustment[];
}
