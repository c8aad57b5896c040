import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { Decider } from '#libs/kernel/decider.js';
import { type DraftClaim, type DropClaim, draftClaim, dropClaim, type HoldDraft, holdDraft } from './draft.js';
import { evolveClaim } from './evolve.js';
import { type ReleaseClaim, type ReplaceClaim, releaseClaim, replaceClaim } from './release.js';
import { type ReviewClaim, reviewClaim } from './review.js';
import { type ClaimState, noClaim } from './state.js';
import { type AcknowledgeClaim, acknowledgeClaim, type SubmitClaim, submitClaim } from './submit.js';

/* Stream `{practice}/claim-{id}`. Events: contracts/events/claim-events.ts; their names and fields are storage format. */

/** What a claim is asked on its way to the payer; the way back is `adjudication.ts`. */
export type ClaimCommand =
  | DraftClaim
  | DropClaim
  | HoldDraft
  | ReviewClaim
  | ReleaseClaim
  | ReplaceClaim
  | SubmitClaim
  | AcknowledgeClaim;

export const claimDecider: Decider<ClaimState, ClaimCommand, ClaimEvent> = {
  initial: noClaim,
  evolve: evolveClaim,
  decide(command, state) {
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
      case 'SubmitClaim':
        return submitClaim(command, state);
      case 'AcknowledgeClaim':
        return acknowledgeClaim(command, state);
    }
  },
};
