import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { evolveAdjudication } from './evolve-adjudication.js';
import { evolveCoordination } from './evolve-coordination.js';
import { evolvePatientMoney } from './evolve-patient-money.js';
import { evolveSubmission } from './evolve-submission.js';
import { holdsBesideReview } from './review-hold.js';
import type { ClaimState } from './state.js';
import { withTimelyFiling } from './timely-filing.js';
import { evolveVariance } from './variance-state.js';
import { evolveDenialClosed, evolveWriteOff } from './write-off.js';

function evolveDraft(state: ClaimState, event: Extract<ClaimEvent, { type: 'ClaimDrafted' }>): ClaimState {
  const { expectedPaidCents, referringNpi, ...draft } = event.data;
  const { expectedPaidCents: _expected, referringNpi: _referring, ...rest } = state;
  return {
    ...rest,
    ...draft,
    ...(expectedPaidCents === undefined ? {} : { expectedPaidCents }),
    ...(referringNpi === undefined ? {} : { referringNpi }),
    holds: [],
    outdated: null,
    closed: null,
    submission: 'draft',
    balance: 'insurer',
  };
}

/** Folds one event into the claim. */
export function evolveClaim(state: ClaimState, event: ClaimEvent): ClaimState {
  switch (event.type) {
    case 'ClaimDrafted':
      return evolveDraft(state, event);
    case 'ClaimHeld':
      return { ...state, holds: event.data.rules, submission: 'held' };
    case 'ClaimReviewed': {
      const holds = holdsBesideReview(state);
      return { ...state, holds, submission: holds.length > 0 ? 'held' : 'draft' };
    }
    case 'ClaimAcknowledged':
      return evolveSubmission(withTimelyFiling(state, event), event);
    case 'TimelyFilingDeadlineSet':
    case 'TimelyFilingDeadlineApproaching':
    case 'TimelyFilingDeadlineMissed':
    case 'MissedTimelyFilingCleared':
      return withTimelyFiling(state, event);
    case 'ClaimReleased':
    case 'ClaimSubmitted':
    case 'ClaimRejected':
    case 'ClaimSilent':
    case 'ClaimChased':
    case 'ClaimCrossedOver':
      return evolveSubmission(state, event);
    case 'ClaimAdjudicated':
      return evolveAdjudication(withTimelyFiling(state, event), event);
    case 'ClaimDenied':
    case 'ClaimDenialRepeated':
    case 'ClaimPaid':
    case 'ClaimReversed':
    case 'ClaimAdjudicationUndone':
      return evolveAdjudication(state, event);
    case 'ClaimCoordinated':
    case 'ClaimCoordinationOutdated':
      return evolveCoordination(state, event);
    case 'PatientPaymentPosted':
    case 'PatientPaymentReversed':
    case 'PatientBalanceOpened':
    case 'PatientBalanceWithdrawn':
      return evolvePatientMoney(state, event);
    case 'ClaimUnderpaid':
    case 'ClaimPaidAboveExpected':
    case 'ClaimUnderpaymentSettled':
    case 'ClaimOverpaid':
    case 'ClaimOverpaymentChanged':
    case 'ClaimRecoupmentTied':
      return { ...state, variance: evolveVariance(state.variance, event) };
    case 'ClaimWrittenOff':
    case 'ClaimWriteOffReversed':
      return evolveWriteOff(state, event);
    case 'ClaimDenialClosed':
      return evolveDenialClosed(state, event.data);
    case 'ClaimClosed':
      return { ...state, closed: event.data.reason, balance: 'closed' };
  }
}
