import type { RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { parsePatientControlNumber } from '#libs/contracts/streams.js';

/** What is known of a claim of ours that a remittance may mean. */
export interface KnownClaim {
  readonly claimId: string;
  readonly patientId: string;
  readonly payerId: string;
  /** Numbers of the submissions that went out. */
  readonly sentSubmissions: readonly number[];
  /** Payer control numbers under which it was adjudicated before. */
  readonly decisions: readonly { readonly payerControlNumber: string; readonly submissionNumber: number }[];
}

export interface Match {
  readonly claim: KnownClaim;
  readonly submissionNumber: number;
  readonly how: 'payer-control-number' | 'patient-control-number';
}

export type Unmatched = 'patient-control-number-unknown' | 'claim-unknown' | 'submission-unknown' | 'other-payer';

/** The claims whose streams must be looked at before matching. */
export function claimIdsNamedBy(claims: readonly RemittanceTransactionClaim[]): readonly string[] {
  const ids = claims.map((claim) => parsePatientControlNumber(claim.patientControlNumber)?.claimId);
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/**
 * The claim and submission that a remittance's claim is about: a payer control number that this claim was adjudicated under
 * before, then the patient control number exactly. Never by name; what is not certain waits for a person.
 */
export function matchClaim(
  remitted: RemittanceTransactionClaim,
  payerId: string,
  known: ReadonlyMap<string, KnownClaim>,
): Match | Unmatched {
  const named = parsePatientControlNumber(remitted.patientControlNumber);
  if (!named) return 'patient-control-number-unknown';
  const claim = known.get(named.claimId);
  if (!claim) return 'claim-unknown';
  if (claim.payerId !== payerId) return 'other-payer';
  const before = claim.decisions.findLast((one) => one.payerControlNumber === remitted.payerControlNumber);
  const sent = claim.sentSubmissions.includes(named.submissionNumber);
  if (before) {
    return {
      claim,
      submissionNumber: sent ? named.submissionNumber : before.submissionNumber,
      how: 'payer-control-number',
    };
  }
  return sent
    ? { claim, submissionNumber: named.submissionNumber, how: 'patient-control-number' }
    : 'submission-unknown';
}
