import { type ClaimState, newestSubmission, serviceDatesOf } from '../../claim/state.js';
import { authorizationFor, type LedgerState } from '../../patient-ledger/state.js';

/**
 * An authorization on file for the claim's payer that the payer has not seen yet: sending the same number again cures nothing. A claim carries
 * one number, so it must cover every day of the claim; days that only several numbers cover together are left to a person.
 */
export function usableAuthorization(claim: ClaimState, ledger: LedgerState): string | undefined {
  const onFile = authorizationFor(ledger, claim.payerId, ...serviceDatesOf(claim))?.number;
  return onFile === newestSubmission(claim)?.content.authorizationNumber ? undefined : onFile;
}
