import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { Decider } from '#libs/kernel/decider.js';
import { accept, type Result } from '#libs/kernel/result.js';
import { type DraftClaim, type DropClaim, draftClaim, dropClaim, type HoldDraft, holdDraft } from './draft.js';
import { evolveClaim } from './evolve.js';
import { withPatientBalance } from './patient-balance.js';
import { decidePatientPayment, type PatientPaymentCommand } from './patient-payment.js';
import {
  type ReleaseClaim,
  type ReplaceClaim,
  type ResubmitRejected,
  releaseClaim,
  replaceClaim,
  resubmitRejected,
} from './release.js';
import { type ResendClaim, resendClaim } from './resend.js';
import { type ReviewClaim, reviewClaim } from './review.js';
import { type ChaseClaim, chaseClaim, type ReportSilence, reportSilence } from './silence.js';
import { type ClaimState, noClaim } from './state.js';
import { type AcknowledgeClaim, acknowledgeClaim, type SubmitClaim, submitClaim } from './submit.js';

/* Stream `{practice}/claim-{id}`. Events: contracts/events/claim-events.ts; their names and fields are storage format. */

/** What a claim is asked on its way to the payer, and by the patient's money; the way back from the payer is `adjudication.ts`. */
export type ClaimCommand =
  | DraftClaim
  | DropClaim
  | HoldDraft
  | ReviewClaim
  | ReleaseClaim
  | ReplaceClaim
  | ResendClaim
  | SubmitClaim
  | AcknowledgeClaim
  | ResubmitRejected
  | ReportSilence
  | ChaseClaim
  | PatientPaymentCommand;

function decide(command: ClaimCommand, state: ClaimState): Result<readonly ClaimEvent[]> {
  switch (command.type) {
    case 'DraftClaim':
      return draftClaim(command, state);
    case 'DropClaim':
      return dropClaim(command, state);
    case 'HoldDraft':
      return holdDraft(command, state);
    case 'ReviewClaim':
      return reviewClaim(command, state);
    case 'ReleaseClaim':
      return releaseClaim(command, state);
    case 'ReplaceClaim':
      return replaceClaim(command, state);
    case 'ResendClaim':
      return resendClaim(command, state);
    case 'SubmitClaim':
      return submitClaim(command, state);
    case 'AcknowledgeClaim':
      return acknowledgeClaim(command, state);
    case 'ResubmitRejected':
      return resubmitRejected(command, state);
    case 'ReportSilence':
      return reportSilence(command, state);
    case 'ChaseClaim':
      return chaseClaim(command, state);
    case 'PostPatientPayment':
    case 'RefundPatient':
    case 'ReversePatientPayment':
      return decidePatientPayment(command, state);
  }
}

/** Whatever moves the claim may move what the patient owes: a claim that is sent again, or coordinated anew, is the payer's again. */
export const claimDecider: Decider<ClaimState, ClaimCommand, ClaimEvent> = {
  initial: noClaim,
  evolve: evolveClaim,
  decide(command, state) {
    const decided = decide(command, state);
    return decided.ok ? accept(withPatientBalance(state, decided.value)) : decided;
  },
};
