import type { ProfessionalClaim } from '#libs/x12/claim.js';
import type { SubmissionName } from './claim-batches.js';
import { transactionControl } from './claim-file.js';

/** A submission that is fixed in a file, and the claim as it is written. */
export interface BatchedSubmission extends SubmissionName {
  /** ST02 of the transaction that holds it. */
  readonly transactionControlNumber: string;
  readonly usage: 'T' | 'P';
  readonly claim: ProfessionalClaim;
}

/**
 * The submissions by transaction, in their order. Transactions are numbered as they are written: where all claims of a planned one left in another
 * file, those after it move up.
 */
export function inTransactions(submissions: readonly BatchedSubmission[]): readonly (readonly BatchedSubmission[])[] {
  const batches: BatchedSubmission[][] = [];
  let planned: string | null = null;
  for (const submission of submissions) {
    if (submission.transactionControlNumber !== planned) batches.push([]);
    planned = submission.transactionControlNumber;
    batches.at(-1)?.push({ ...submission, transactionControlNumber: transactionControl(batches.length) });
  }
  return batches;
}
