import { uniteDiagnoses } from './claim-diagnoses.js';

/** Service lines that an 837P carries in one claim (loop 2400). */
export const MOST_LINES = 50;
/** Diagnoses that an 837P carries in one claim (HI). */
export const MOST_DIAGNOSES = 12;

/** What takes room on a claim. */
export interface ClaimShare {
  readonly lines: readonly unknown[];
  readonly diagnoses: readonly string[];
}

/** True where the shares go on one claim together. */
export function fitOneClaim(shares: readonly ClaimShare[]): boolean {
  const lines = shares.reduce((sum, share) => sum + share.lines.length, 0);
  return lines <= MOST_LINES && uniteDiagnoses(shares.map((share) => share.diagnoses)).length <= MOST_DIAGNOSES;
}
