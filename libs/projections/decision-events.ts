import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;

/** What a remittance does to a claim. */
export type DecisionEvent = Extract<
  ClaimEvent,
  { type: 'ClaimAdjudicated' | 'ClaimDenied' | 'ClaimDenialRepeated' | 'ClaimPaid' | 'ClaimReversed' }
>;

const TYPES: ReadonlySet<string> = new Set<DecisionEvent['type']>([
  'ClaimAdjudicated',
  'ClaimDenied',
  'ClaimDenialRepeated',
  'ClaimPaid',
  'ClaimReversed',
]);

const isDecision = (event: ClaimEvent): event is DecisionEvent => TYPES.has(event.type);

/** The decisions of a claim that were not undone, with this one; null where the event does not concern them. */
export function decisionsAfter(before: readonly DecisionEvent[], event: ClaimEvent): readonly DecisionEvent[] | null {
  if (event.type === 'ClaimAdjudicationUndone')
    return before.filter(({ data }) => data.remittanceId !== event.data.remittanceId);
  return isDecision(event) ? [...before, event] : null;
}
