import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';

/* Stream `{practice}/remittance-{id}`. Events: contracts/events/remittance-events.ts; their names and fields are storage format. */

type Of<Type extends RemittanceEvent['type']> = Extract<RemittanceEvent, { type: Type }>;

/** What a posting consists of after its header: claims, matched, waiting or ignored; provider adjustments; the sums. */
export type PostedEvent = Exclude<
  RemittanceEvent,
  Of<'RemittanceReceived' | 'RemittanceRejected' | 'RemittanceUndone'>
>;

export interface RemittanceState {
  /** `none` until something came; `rejected` and `undone` stand for nothing, so that it may still be posted. */
  readonly status: 'none' | 'received' | 'rejected' | 'posted' | 'undone';
  /** The newest delivery. */
  readonly received: Of<'RemittanceReceived'>['data'] | null;
  /** What was posted of it, each claim as it was matched last. */
  readonly posting: readonly PostedEvent[];
}

export const noRemittance: RemittanceState = { status: 'none', received: null, posting: [] };

const isWaiting = (event: PostedEvent, index: number) =>
  event.type === 'RemittanceClaimUnmatched' && event.data.index === index;

/** Folds one event into the remittance. A person's match takes the place of the claim that waited. */
export function evolveRemittance(state: RemittanceState, event: RemittanceEvent): RemittanceState {
  switch (event.type) {
    case 'RemittanceReceived':
      return { status: 'received', received: event.data, posting: [] };
    case 'RemittanceRejected':
      return { ...state, status: 'rejected' };
    case 'RemittanceUndone':
      return { ...state, status: 'undone' };
    case 'RemittanceClaimMatched':
      return { ...state, posting: [...state.posting.filter((one) => !isWaiting(one, event.data.index)), event] };
    case 'RemittancePosted':
      return { ...state, status: 'posted', posting: [...state.posting, event] };
    default:
      return { ...state, posting: [...state.posting, event] };
  }
}

/** The claim at a place that waits for a person; undefined where there is none, or it has been matched or ignored. */
export function waitingClaim({ posting }: RemittanceState, index: number): Of<'RemittanceClaimUnmatched'> | undefined {
  const isIgnored = posting.some((one) => one.type === 'RemittanceClaimIgnored' && one.data.index === index);
  const found = posting.find((one) => isWaiting(one, index));
  return isIgnored || found?.type !== 'RemittanceClaimUnmatched' ? undefined : found;
}

/** The claims of ours that it was posted to, each once. */
export function postedClaimIds({ posting }: RemittanceState): readonly string[] {
  const ids = posting.flatMap((event) => (event.type === 'RemittanceClaimMatched' ? [event.data.claimId] : []));
  return [...new Set(ids)];
}
