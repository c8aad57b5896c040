import { ratioFromDecimal } from '#libs/kernel/ratio.js';
import { isInSample } from '#libs/kernel/sample.js';
import type { PreBillReview } from '../practice.js';

/**
 * True where a clean claim is drawn for a look by a person before it goes out. The draw is by the claim's id, so that it is the same in
 * every run and on every machine. No review where the practice asks for none.
 */
export function isDrawnForReview(claimId: string, review: PreBillReview | undefined): boolean {
  const share = review && ratioFromDecimal(review.share);
  return share ? isInSample(claimId, share, review.seed ?? '') : false;
}
