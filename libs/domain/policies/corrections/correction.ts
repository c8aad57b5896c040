import type { HandlerName } from '#libs/contracts/classification-row.js';
import type { CorrectionChange } from '#libs/contracts/events/denial-events.js';
import type { ChargeLine, ClaimContent } from '#libs/contracts/events/shapes.js';
import type { CorrectionFacts } from './facts.js';

/** The claim as it is to stand: all of its lines. */
export interface CorrectedClaim {
  readonly kind: 'claim';
  readonly lines: readonly ChargeLine[];
  readonly content: ClaimContent;
  /** Rules of severity error that the corrected claim breaks: nothing of it goes out. */
  readonly errors: readonly string[];
  /** A code: what was corrected. */
  readonly reason: string;
}

/** Nothing is wrong with the claim, or nothing that sending it again would cure: an appeal with proof, another payer's turn, or no action. */
export interface OtherCure {
  readonly kind: 'appeal' | 'next-payer' | 'no-action';
  readonly changes: readonly CorrectionChange[];
  readonly reason: string;
}

/** The handler can do nothing: a code that says why. */
export interface Skipped {
  readonly kind: 'skipped';
  readonly reason: string;
  /** It will be able to once that is on file. */
  readonly awaits?: 'authorization';
}

export type Correction = CorrectedClaim | OtherCure;

/** Knows how to correct one sort of denial. Pure: it reads what is recorded, and never guesses what is not. */
export interface CorrectionHandler {
  readonly name: HandlerName;
  correct(facts: CorrectionFacts): Correction | Skipped;
}

export function skipped(reason: string): Skipped {
  return { kind: 'skipped', reason };
}
