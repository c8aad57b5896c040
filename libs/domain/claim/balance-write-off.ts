import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { Cents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { withPatientBalance } from './patient-balance.js';
import { type ClaimState, writtenOffOf } from './state.js';

/** A case of the claim as its own stream has it: what of it is written off, and what is still denied. */
export interface BalanceWriteOff {
  readonly number: number;
  readonly writtenOffCents: Cents;
  readonly remainingCents: Cents;
  /** Of the newest write-off. */
  readonly reason: string;
}

/** Makes the claim's amount what the case's is: writes off what is missing, or takes back what is too much. */
export function balanceWriteOff(command: BalanceWriteOff, state: ClaimState): Result<readonly ClaimEvent[]> {
  const { number, writtenOffCents, remainingCents, reason } = command;
  if (state.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
  const { claimId, patientId, payerId } = state;
  // What was paid before stays paid.
  if (state.denials.some((denial) => denial.number === number && denial.duplicate)) return accept([]);
  const missing = writtenOffCents - writtenOffOf(state, number);
  const data = { claimId, patientId, payerId, number, amountCents: Math.abs(missing) };
  if (missing === 0) return accept([]);
  const remaining = remainingCents > 0 ? { remainingCents } : {};
  const balanced: ClaimEvent =
    missing < 0
      ? { type: 'ClaimWriteOffReversed', data }
      : { type: 'ClaimWrittenOff', data: { ...data, reason, ...remaining } };
  // What was contested kept the patient's own share waiting.
  return accept(withPatientBalance(state, [balanced]));
}
