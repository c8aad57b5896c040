import type { Adjudication } from '../../claim/state.js';
import { standingAdjudications } from '../../claim/state.js';
import { type CorrectionHandler, skipped } from './correction.js';
import { type CorrectionFacts, isDenied, openedOf, sentLines } from './facts.js';

interface Original {
  readonly submission: string;
  readonly payerControlNumber: string;
}

const serviceOf = (line: { readonly code: string; readonly units?: number | undefined }) => line.code;

/** The decision paid something of each of these services. */
function paidAll(decision: Adjudication, codes: readonly string[]): boolean {
  return codes.every((code) => decision.lines.some((line) => serviceOf(line) === code && line.paidCents > 0));
}

/** A payment of the denied services, under this claim or another of the same patient, payer and day. */
function originalOf(facts: CorrectionFacts): Original | undefined {
  const { remittanceId } = openedOf(facts);
  const codes = sentLines(facts).flatMap(({ line, code }) => (isDenied(facts, line) ? [code] : []));
  if (codes.length === 0) return undefined;
  for (const { claimId, adjudications } of [facts.claim, ...facts.siblings].map((claim) => ({
    claimId: claim.claimId,
    adjudications: standingAdjudications(claim),
  })))
    for (const decision of adjudications)
      if (!(claimId === facts.claim.claimId && decision.remittanceId === remittanceId) && paidAll(decision, codes))
        return {
          submission: `${claimId}S${decision.submissionNumber}`,
          payerControlNumber: decision.payerControlNumber,
        };
  return undefined;
}

/** CARC 18: the payer has the service already. Where our own records show that it paid the original, nothing is left to do. */
export const duplicate: CorrectionHandler = {
  name: 'duplicate',
  correct(facts) {
    const original = originalOf(facts);
    if (!original) return skipped('duplicate.original-not-found');
    return {
      kind: 'no-action',
      reason: 'duplicate.original-found',
      changes: [
        { field: 'originalSubmission', from: '', to: original.submission },
        { field: 'originalPayerControlNumber', from: '', to: original.payerControlNumber },
      ],
    };
  },
};
