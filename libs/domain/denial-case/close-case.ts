import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { Cents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { unknownCase } from './refusals.js';
import { type DenialState, idsOf } from './state.js';

/** A payer's later decision denies the case's lines no more. */
export interface SettleDenial {
  readonly type: 'SettleDenial';
  readonly recoveredCents: Cents;
  readonly remittanceId: string;
  /** The submission that was decided. */
  readonly submissionNumber: number;
}

/** A person closes the case: the patient owes it, or nothing is to be done. */
export interface ResolveDenial {
  readonly type: 'ResolveDenial';
  readonly how: 'patient' | 'no-action-needed';
}

export interface WriteOffDenial {
  readonly type: 'WriteOffDenial';
  readonly amountCents: Cents;
  readonly reason: string;
  /** Whose decision it was; never a policy's. */
  readonly by: string;
}

type Decided = Result<readonly DenialEvent[]>;

function howSettled(command: SettleDenial, state: DenialState) {
  if (command.recoveredCents === 0) return 'no-action-needed';
  const resubmitted = state.attempts.some(
    (one) => one.outcome === 'SUCCESS' && one.submissionNumber === command.submissionNumber,
  );
  if (resubmitted) return 'paid-after-resubmission';
  return state.appeals.length > 0 ? 'paid-after-appeal' : 'paid';
}

/** Money that comes resolves the case, also one that was written off. */
export function settleDenial(command: SettleDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  if (state.status === 'resolved') return accept([]);
  const { recoveredCents, remittanceId } = command;
  return accept([
    {
      type: 'DenialResolved',
      data: { ...idsOf(state), how: howSettled(command, state), recoveredCents, remittanceId },
    },
  ]);
}

/** The patient is billed only where the classification allows it: never what the payer laid on the provider. */
export function resolveDenial({ how }: ResolveDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  if (state.status === 'resolved') return accept([]);
  if (state.status === 'written-off') return refuse('denial.written-off', 'The case was written off.');
  const allowed = [state.classification?.action, ...(state.classification?.alternatives ?? [])];
  if (how === 'patient' && !allowed.includes('PT'))
    return refuse('denial.patient-not-liable', 'The payer did not make this the patient’s share.', 'how');
  return accept([{ type: 'DenialResolved', data: { ...idsOf(state), how, recoveredCents: 0 } }]);
}

/** With a reason and a person's name, at most what was denied; not what is resolved. */
export function writeOffDenial({ amountCents, reason, by }: WriteOffDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  if (state.status === 'resolved') return refuse('denial.resolved', 'A resolved case has nothing to write off.');
  if (state.status === 'written-off') return accept([]);
  if (reason.trim() === '') return refuse('write-off.reason-missing', 'A write-off needs a reason.', 'reason');
  if (!by.startsWith('user:')) return refuse('write-off.person-missing', 'Only a person writes off.', 'by');
  const most = state.opened?.deniedCents ?? 0;
  if (!(amountCents > 0 && amountCents <= most))
    return refuse('write-off.amount', 'must be more than 0 and at most what was denied', 'amountCents');
  return accept([
    { type: 'DenialWrittenOff', data: { ...idsOf(state), amountCents, reason: reason.trim(), writtenOffBy: by } },
  ]);
}
