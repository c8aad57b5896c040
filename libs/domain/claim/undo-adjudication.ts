import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { withPatientBalance } from './patient-balance.js';
import type { ClaimState } from './state.js';
import { withVarianceUndone } from './variance.js';

/** The posting of a remittance was undone: takes back everything that it did to the claim. */
export interface UndoAdjudication {
  readonly remittanceId: string;
}

/** One event for all of it; nothing where the remittance is not posted to the claim, or no more. */
export function undoAdjudication({ remittanceId }: UndoAdjudication, state: ClaimState): Result<readonly ClaimEvent[]> {
  if (state.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
  if (!state.posted.some((one) => one.remittanceId === remittanceId)) return accept([]);
  const { claimId, patientId, payerId, payerKind, adjudications, denials } = state;
  const undone: ClaimEvent = {
    type: 'ClaimAdjudicationUndone',
    data: {
      claimId,
      patientId,
      payerId,
      payerKind,
      remittanceId,
      decisions: adjudications
        .filter((one) => one.remittanceId === remittanceId)
        .map(({ remittanceClaim, payerControlNumber }) => ({ remittanceClaim, payerControlNumber })),
      restored: adjudications
        .filter((one) => one.reversedBy === remittanceId && one.remittanceId !== remittanceId)
        .map((one) => ({
          remittanceId: one.remittanceId,
          remittanceClaim: one.remittanceClaim,
          payerControlNumber: one.payerControlNumber,
        })),
      withdrawnDenials: denials
        .filter((one) => one.remittanceId === remittanceId && one.state !== 'withdrawn')
        // A case that another remittance denied again is that one's from now on.
        .filter(({ answers }) => answers.every((answer) => answer.remittanceId === remittanceId))
        .map((one) => one.number),
      reopenedDenials: denials
        .filter((one) => one.settledBy === remittanceId && one.remittanceId !== remittanceId)
        .map((one) => one.number),
    },
  };
  return accept(withPatientBalance(state, withVarianceUndone(state, [undone], remittanceId)));
}

/** The remittance that took back a decision of the other one, or denied a case of it again, where one did: to be undone first. */
export function builtUpon({ adjudications, denials }: ClaimState, remittanceId: string): string | undefined {
  const reversed = adjudications.filter((one) => one.remittanceId === remittanceId).map(({ reversedBy }) => reversedBy);
  const repeated = denials
    .filter((one) => one.remittanceId === remittanceId)
    .flatMap(({ answers }) => answers.map((answer) => answer.remittanceId));
  return [...reversed, ...repeated].find((other) => other !== undefined && other !== remittanceId);
}
