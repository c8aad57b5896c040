import type { NumberEvent } from '#libs/contracts/events/number-events.js';
import type { Decider } from '#libs/kernel/decider.js';
import { accept } from '#libs/kernel/result.js';

/* Stream `{practice}/number-{id}`. Events: contracts/events/number-events.ts; their names and fields are storage format. */

export interface PayerNumberState {
  /** The remittances or interchanges that came under the number, in order. */
  readonly usedBy: readonly string[];
}

/** Notes that something came under a number that its sender should use once. */
export type UseNumber = { readonly type: 'UseNumber' } & NumberEvent['data'];

/** Payers reuse trace and interchange numbers: that refuses nothing, and is told to whoever takes the next one. */
export const payerNumberDecider: Decider<PayerNumberState, UseNumber, NumberEvent> = {
  initial: { usedBy: [] },
  evolve: (state, event) => ({ usedBy: [...state.usedBy, event.data.usedBy] }),
  decide: ({ type: _type, ...data }, state) =>
    accept(state.usedBy.includes(data.usedBy) ? [] : [{ type: 'NumberUsed', data }]),
};

/** Who came under the number before. */
export function othersUnder(state: PayerNumberState, id: string): readonly string[] {
  return state.usedBy.filter((one) => one !== id);
}
