import { nextCoverage } from './next-coverage.js';
import type { BalanceAxis, ClaimState } from './state.js';

/**
 * Whose turn it is once the claim's own payer has left something. The patient's share is what the **last** payer left, and it is kept at the
 * first payer's claim: a claim to a later payer is closed when no payer comes after it.
 */
export function balanceAfterOwnPayer(state: ClaimState, crossedOver: boolean): BalanceAxis {
  const asksNext = crossedOver || nextCoverage(state) !== undefined;
  if (state.primaryClaimId !== undefined) return asksNext ? 'next-payer' : 'closed';
  const last = state.later.at(-1);
  if (!last) return asksNext ? 'next-payer' : 'patient';
  if (last.problem !== undefined || last.balance !== 'closed') return 'next-payer';
  return last.patientCents > 0 ? 'patient' : 'closed';
}
