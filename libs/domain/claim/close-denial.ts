import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { withPatientBalance } from './patient-balance.js';
import { type ClaimState, writtenOffOf } from './state.js';

/** A person closed a denial case of the claim without a decision of the payer. */
export interface CloseClaimDenial {
  readonly number: number;
  readonly how: 'patient' | 'no-action-needed';
}

/**
 * The insurer is waited for no more: what the patient's group (PR) holds of it is the patient's where the case was closed as that, anything else stands
 * as the payer adjusted it. Nothing where it was closed before, is a case of another kind, or no denial (withdrawn, or a duplicate of what was paid).
 */
export function closeClaimDenial({ number, how }: CloseClaimDenial, state: ClaimState): Result<readonly ClaimEvent[]> {
  if (state.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
  const denial = state.denials.find((one) => one.number === number);
  if (!denial || denial.closed || denial.duplicate || denial.state === 'withdrawn') return accept([]);
  const { claimId, patientId, payerId } = state;
  const amountCents = Math.max(0, denial.deniedCents - writtenOffOf(state, number));
  const closed: ClaimEvent = {
    type: 'ClaimDenialClosed',
    data: { claimId, patientId, payerId, number, how, amountCents },
  };
  return accept(withPatientBalance(state, [closed]));
}
