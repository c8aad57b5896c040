import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { Cents } from '#libs/kernel/money.js';
import { accept, type Result } from '#libs/kernel/result.js';
import { settleDenial } from './close-case.js';
import { unknownCase } from './refusals.js';
import { type DenialState, idsOf } from './state.js';

/** What was found short is short no more: it was paid, it is denied now (which has a case of its own), or its posting was undone. */
export interface SettleUnderpayment {
  readonly type: 'SettleUnderpayment';
  readonly how: 'paid' | 'denied' | 'posting-undone';
  readonly recoveredCents: Cents;
  readonly remittanceId: string;
  readonly submissionNumber: number;
}

/** Once; of a closed case nothing. */
export function settleUnderpayment(
  { how, recoveredCents, remittanceId, submissionNumber }: SettleUnderpayment,
  state: DenialState,
): Result<readonly DenialEvent[]> {
  if (state.status === 'none') return unknownCase();
  if (state.status === 'resolved') return accept([]);
  if (how === 'paid')
    return settleDenial({ type: 'SettleDenial', recoveredCents, remittanceId, submissionNumber }, state);
  const ended = how === 'denied' ? ('superseded' as const) : how;
  return accept([{ type: 'DenialResolved', data: { ...idsOf(state), how: ended, recoveredCents: 0, remittanceId } }]);
}
