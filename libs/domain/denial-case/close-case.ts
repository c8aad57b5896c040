import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { Cents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { unknownCase } from './refusals.js';
import { type CaseIds, type DenialState, idsOf } from './state.js';
import { nothingWrittenOff } from './write-off.js';

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
  /** A correction found on file that nothing is to be done, whatever the classification says. */
  readonly foundOnFile?: true;
}

/** A later decision denies the case's lines for another reason: another case goes on in its place. */
export interface SupersedeDenial {
  readonly type: 'SupersedeDenial';
  /** The case that goes on. */
  readonly by: string;
  readonly remittanceId: string;
  /** What lines that are denied no more were paid. */
  readonly recoveredCents: Cents;
}

/** A later decision denies the same lines, or some of them, for the same reason again. */
export interface RepeatDenial {
  readonly type: 'RepeatDenial';
  readonly repeated: Omit<Extract<DenialEvent, { type: 'DenialRepeated' }>['data'], keyof CaseIds>;
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
    ...nothingWrittenOff(state, 'payer'),
    {
      type: 'DenialResolved',
      data: { ...idsOf(state), how: howSettled(command, state), recoveredCents, remittanceId },
    },
  ]);
}

/**
 * The patient is billed only where the classification allows it: never what the payer laid on the provider. Nothing is to be done only where it says so
 * too: what else stands denied is given up as a write-off, with its reason and within the role's limit.
 */
export function resolveDenial({ how, foundOnFile }: ResolveDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  if (state.status === 'resolved') return accept([]);
  if (state.status === 'written-off') return refuse('denial.written-off', 'The case was written off.');
  if (state.overpayment)
    return refuse('overpayment.not-settled', 'An overpayment is returned, taken, or dismissed with a reason.', 'how');
  const allowed = [state.classification?.action, ...(state.classification?.alternatives ?? [])];
  if (how === 'patient' && !allowed.includes('PT'))
    return refuse('denial.patient-not-liable', 'The payer did not make this the patient’s share.', 'how');
  const isDenial = (state.opened?.caseKind ?? 'denial') === 'denial';
  if (how === 'no-action-needed' && isDenial && !foundOnFile && !allowed.includes('POST'))
    return refuse('denial.still-denied', 'What is still denied is written off, with a reason.', 'how');
  return accept([{ type: 'DenialResolved', data: { ...idsOf(state), how, recoveredCents: 0 } }]);
}

/** Also where it was written off: that is taken back, since the money stands denied in the other case. */
export function supersedeDenial({ by, remittanceId, recoveredCents }: SupersedeDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  if (state.status === 'resolved') return accept([]);
  const data = { ...idsOf(state), how: 'superseded' as const, recoveredCents, remittanceId, supersededBy: by };
  return accept([...nothingWrittenOff(state, 'payer'), { type: 'DenialResolved', data }]);
}

/** The case stays the one it is and is worked on, also where all that is denied now had been written off; of one that was closed nothing changes. */
export function repeatDenial({ repeated }: RepeatDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  const known = state.repeats.includes(`${repeated.remittanceId}#${repeated.remittanceClaim}`);
  if (state.status !== 'open' || known) return accept([]);
  const again: DenialEvent = { type: 'DenialRepeated', data: { ...idsOf(state), ...repeated } };
  return accept(repeated.deniedCents > state.writtenOffCents ? [again] : [...nothingWrittenOff(state, 'payer'), again]);
}
