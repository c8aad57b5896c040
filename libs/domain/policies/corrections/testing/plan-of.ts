import type { CorrectionFacts } from '../facts.js';
import { type CorrectionPlan, planCorrection } from '../plan.js';
import { type DeniedStory, deniedClaim } from './denied-claim.js';

/** What would be done about a denial: route and changes in words (`1 modifiers GO -> GO KX`), or the reason why not. */
export function planOf(story: DeniedStory, changes: Partial<CorrectionFacts> = {}) {
  return inWords(planCorrection(deniedClaim(story, changes)));
}

export function inWords(plan: CorrectionPlan): readonly string[] {
  if (plan.outcome !== 'CORRECTED') return [plan.outcome, plan.reason];
  return [
    plan.route,
    ...plan.changes.map(({ line, field, from, to }) => [line ?? '', field, from, '->', to].join(' ').trim()),
  ];
}

/** The claim's release that a plan comes to. */
export function releasedBy(story: DeniedStory, changes: Partial<CorrectionFacts> = {}) {
  const plan = planCorrection(deniedClaim(story, changes));
  if (plan.outcome !== 'CORRECTED') throw new Error(plan.reason);
  const [event] = plan.claim;
  if (event?.type !== 'ClaimReleased') throw new Error('nothing is released');
  return event.data;
}
