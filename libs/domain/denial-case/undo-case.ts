import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { accept, type Result } from '#libs/kernel/result.js';
import { unknownCase } from './refusals.js';
import { type DenialState, idsOf } from './state.js';
import { nothingWrittenOff } from './write-off.js';

/** The posting of the remittance that had opened the case was undone: there is no such denial. */
export interface WithdrawDenial {
  readonly type: 'WithdrawDenial';
  readonly remittanceId: string;
}

/** The posting of the remittance that had settled the case was undone. */
export interface ReopenDenial {
  readonly type: 'ReopenDenial';
  readonly remittanceId: string;
}

type Decided = Result<readonly DenialEvent[]>;

/** Whatever became of the case: what was recovered or given up of it, or waits in it, is no money of a denial. */
export function withdrawDenial({ remittanceId }: WithdrawDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  if (state.resolution?.how === 'posting-undone') return accept([]);
  const data = { ...idsOf(state), how: 'posting-undone' as const, recoveredCents: 0, remittanceId };
  return accept([...nothingWrittenOff(state, 'undo'), { type: 'DenialResolved', data }]);
}

/** Only what that remittance had settled; a case that a person closed stays closed. */
export function reopenDenial({ remittanceId }: ReopenDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  const { status, resolution } = state;
  if (status !== 'resolved' || resolution?.remittanceId !== remittanceId || resolution.how === 'posting-undone')
    return accept([]);
  return accept([{ type: 'DenialReopened', data: { ...idsOf(state), reason: 'posting-undone', remittanceId } }]);
}
