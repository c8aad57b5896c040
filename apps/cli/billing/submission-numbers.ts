import type { ClaimOptions } from '../options.js';

/*
 * A command line has no store that counts submissions. A claim's first one is number 1 and one that replaces or voids it number 2; to a payer of
 * rank 2 they are 201 and 202, and so on, so that every payer knows the claim by a patient control number of its own.
 */

const OF_ONE_RANK = 100;

export function submissionNumber({ rank, frequency }: Pick<ClaimOptions, 'rank' | 'frequency'>): number {
  return (rank === 1 ? 0 : rank * OF_ONE_RANK) + (frequency === '1' ? 1 : 2);
}

/** True where a submission of that number went to the payer of that rank. */
export function wentTo(rank: number, number: number): boolean {
  return Math.max(1, Math.floor(number / OF_ONE_RANK)) === rank;
}
