import { claimIdOf } from '#libs/contracts/streams.js';
import { type GroupedClaim, groupClaims } from '#libs/rules/claiming/group-claims.js';
import { isDrawnForReview } from '#libs/rules/claiming/pre-bill-review.js';
import type { PricedSession } from '#libs/rules/coded-session.js';
import { holds } from '#libs/rules/finding.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { ownRules } from '#libs/rules/practice-rules/own-rules.js';
import { judged } from '#libs/rules/practice-rules/severities.js';
import { finding } from '#libs/rules/rule-catalogue.js';
import type { Session } from '#libs/rules/session.js';

/** True where a person is to look at the claim before it goes out; it is known by its first session, as on the server. */
export function isDrawn({ sessions: [first] }: Pick<GroupedClaim, 'sessions'>, practice: PracticeProfile): boolean {
  return first !== undefined && isDrawnForReview(claimIdOf(first.practiceId, first.sessionId), practice.preBillReview);
}

/**
 * A day's results with the info `review.pre-bill-sample` on the sessions of its drawn claims. A claim that may span days is known only
 * when the input ends: of those `claim` alone speaks.
 */
export function withReviewSample(
  sessions: readonly Session[],
  results: readonly PricedSession[],
  practice: PracticeProfile | undefined,
): readonly PricedSession[] {
  if (!practice?.preBillReview || practice.claimGrouping === 'week') return results;
  const clean = sessions.flatMap((session, place) => {
    const result = results[place] as PricedSession;
    return result.held || session.claimGroup !== undefined ? [] : [{ session, result }];
  });
  const drawn = new Set(groupClaims(clean).flatMap((claim) => (isDrawn(claim, practice) ? claim.sessions : [])));
  const note = finding('review.pre-bill-sample', 'the claim is drawn for a look before it goes out');
  return results.map((result, place) => {
    if (!drawn.has(sessions[place] as Session)) return result;
    const own = judged([note], ownRules(practice).severities, result.payerId);
    return { ...result, held: holds(own), findings: [...result.findings, ...own] };
  });
}
