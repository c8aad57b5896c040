import { uniteDiagnoses } from './claim-diagnoses.js';

/** What an 837P carries in one claim: service lines (loop 2400) and diagnoses (HI). */
const MOST_LINES = 50;
const MOST_DIAGNOSES = 12;

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
