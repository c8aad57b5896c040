import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { withAxes } from './evolve-adjudication.js';
import type { ClaimState } from './state.js';

type CoordinationEvent = Extract<ClaimEvent, { type: 'ClaimCoordinated' | 'ClaimCoordinationOutdated' }>;

/** Folds what is known of the claims to later payers; whose money it is follows from the last of them. */
export function evolveCoordination(state: ClaimState, event: CoordinationEvent): ClaimState {
  if (event.type === 'ClaimCoordinationOutdated') return { ...state, outdated: event.data.rule };
  const known = { ...state, later: event.data.later };
  return state.balance === 'closed' && state.closed !== null ? known : withAxes(known);
}
