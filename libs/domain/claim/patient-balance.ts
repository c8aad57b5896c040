import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { Cents } from '#libs/kernel/money.js';
import { claimBalance } from './balance.js';
import { evolveClaim } from './evolve.js';
import { patientPaidCents } from './evolve-patient-money.js';
import { type ClaimState, standingAdjudications } from './state.js';

/**
 * What the payers leave to the patient: null while one of them has not answered, while anything stands denied, or where it is nothing. Of what
 * the last payer answered only the patient's group (PR) counts: nothing that was laid on the provider ever reaches the patient. A claim to a
 * later payer leaves it to the first payer's claim to say.
 */
export function patientShareCents(state: ClaimState): Cents | null {
  const isAnswered = state.balance === 'patient' || state.balance === 'closed';
  if (!isAnswered || state.primaryClaimId !== undefined || standingAdjudications(state).length === 0) return null;
  const last = state.later.at(-1);
  const share = last ? last.patientCents : claimBalance(state).patientCents;
  return share > 0 ? share : null;
}

/** The events of a decision, and with them what they change in what the patient owes. */
export function withPatientBalance(state: ClaimState, events: readonly ClaimEvent[]): readonly ClaimEvent[] {
  if (events.length === 0) return events;
  const after = events.reduce(evolveClaim, state);
  const shareCents = patientShareCents(after);
  if (shareCents === after.patientShareCents) return events;
  const { claimId, patientId, payerId } = after;
  const claim = { claimId, patientId, payerId };
  const said: ClaimEvent =
    shareCents === null
      ? { type: 'PatientBalanceWithdrawn', data: claim }
      : {
          type: 'PatientBalanceOpened',
          data: { ...claim, shareCents, amountCents: shareCents - patientPaidCents(after) },
        };
  return [...events, said];
}
