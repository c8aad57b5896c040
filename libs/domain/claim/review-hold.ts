import type { FindingRecord, RuleFound } from '#libs/contracts/events/shapes.js';
import { RELEASE_RULES } from '#libs/rules/rule-catalogue.js';
import type { ClaimState } from './state.js';

/** The rule that keeps a drawn claim until a person has looked at it. */
const REVIEW_RULE = 'review.pre-bill';

/** What a drawn claim is held with. */
export function reviewFinding(): FindingRecord {
  const { severity, means, source } = RELEASE_RULES[REVIEW_RULE];
  return { rule: REVIEW_RULE, severity, message: means, fix: 'look at it, then let it go', source };
}

/** What holds the draft beside the review: what coding or the check before release found. */
export function holdsBesideReview({ holds }: Pick<ClaimState, 'holds'>): readonly RuleFound[] {
  return holds.filter(({ rule }) => rule !== REVIEW_RULE);
}
