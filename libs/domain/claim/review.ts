import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import { isUnderWay } from './draft.js';
import { holdsBesideReview } from './review-hold.js';
import type { ClaimState } from './state.js';

/** A person has looked at a drawn draft and lets it go. */
export interface ReviewClaim {
  readonly type: 'ReviewClaim';
  /** The draft that was looked at: a newer one is looked at anew. */
  readonly draft: number;
  readonly by: string;
}

/** Ends the wait of a draft; one that waits for nobody, or is gone already, is left as it is. */
export function reviewClaim(
  { draft, by }: ReviewClaim,
  state: ClaimState,
): Result<readonly ClaimEvent[], RefusalDetail> {
  const { claimId, patientId, payerId, closesAt, holds } = state;
  if (state.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
  if (isUnderWay(state)) return accept([]);
  if (state.closed !== null) return refuse('claim.closed', 'The claim is closed.');
  if (state.draft !== draft)
    return refuse('claim.drafted-anew', 'The claim was drafted anew since; look at its newest draft.', 'draft');
  if (holdsBesideReview(state).length === holds.length) return accept([]);
  return accept([{ type: 'ClaimReviewed', data: { claimId, patientId, payerId, draft, reviewedBy: by, closesAt } }]);
}
