import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { KnownClaim } from './match.js';
import { matchedByPerson, postedAgain } from './posting.js';
import { postedInOtherMedium, type SameCheck } from './same-check.js';
import { postedClaimIds, type RemittanceState, waitingClaim } from './state.js';

interface ByPerson {
  /** `user:{id}`; never a policy's. */
  readonly by: string;
}

/** A person found the claim of ours that a claim of the payment is about. */
export interface MatchRemittanceClaim extends ByPerson {
  readonly type: 'MatchRemittanceClaim';
  /** 0-based place of the CLP. */
  readonly index: number;
  /** Undefined where no such claim was ever drafted. */
  readonly claim: KnownClaim | undefined;
  readonly submissionNumber: number;
  /** The person has seen that the charges differ. */
  readonly confirmed: boolean;
}

/** A person found that it is none of ours. */
export interface IgnoreRemittanceClaim extends ByPerson {
  readonly type: 'IgnoreRemittanceClaim';
  readonly index: number;
  readonly reason: string;
}

/** Takes the posting back whole. */
export interface UndoRemittance extends ByPerson {
  readonly type: 'UndoRemittance';
  readonly reason: string;
}

/** Posts what was undone once more, each claim as it was matched last. */
export interface RepostRemittance extends ByPerson {
  readonly type: 'RepostRemittance';
  /** What stands posted under the same check or EFT number by now. */
  readonly sameCheckAs: readonly SameCheck[];
}

export type WorkRemittance = MatchRemittanceClaim | IgnoreRemittanceClaim | UndoRemittance | RepostRemittance;

type Decided = Result<readonly RemittanceEvent[]>;

function match(command: MatchRemittanceClaim, state: RemittanceState, paymentDate: string): Decided {
  const { index, claim, submissionNumber, confirmed, by } = command;
  const waiting = waitingClaim(state, index);
  if (!waiting) return refuse('remittance-claim.already-matched', 'No claim waits at this place.', 'index');
  if (!claim) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
  if (claim.payerId !== waiting.data.payerId)
    return refuse('remittance-claim.other-payer', 'The claim was sent to another payer.', 'claimId');
  const submission = claim.sentSubmissions.find(({ number }) => number === submissionNumber);
  if (!submission) return refuse('submission.not-sent', 'This submission was never sent.', 'submissionNumber');
  const chargeCents = Math.abs(waiting.data.chargeCents);
  if (submission.chargeCents !== chargeCents && !confirmed)
    return refuse('remittance-claim.charge-differs', 'Another amount was charged: say that it is meant.', 'confirmed');
  const found = { claim, submissionNumber, how: 'person', matchedBy: by } as const;
  return accept([matchedByPerson(waiting.data, paymentDate, found)]);
}

function ignore({ index, reason, by }: IgnoreRemittanceClaim, state: RemittanceState): Decided {
  const waiting = waitingClaim(state, index);
  if (!waiting) return refuse('remittance-claim.already-matched', 'No claim waits at this place.', 'index');
  if (reason.trim() === '') return refuse('remittance-claim.reason-missing', 'Say why it is none of ours.', 'reason');
  const { remittanceId, payerId } = waiting.data;
  const data = { remittanceId, payerId, index, ignoredBy: by, reason: reason.trim() };
  return accept([{ type: 'RemittanceClaimIgnored', data }]);
}

function undo({ reason, by }: UndoRemittance, state: RemittanceState): Decided {
  if (reason.trim() === '') return refuse('remittance.reason-missing', 'Say why the posting is undone.', 'reason');
  const { remittanceId = '', payerId = '' } = state.received ?? {};
  const claimIds = [...postedClaimIds(state)];
  const data = { remittanceId, payerId, undoneBy: by, claimIds, reason: reason.trim() };
  return accept([{ type: 'RemittanceUndone', data }]);
}

const mediumOf = ({ source = 'file', paymentCents }: NonNullable<RemittanceState['received']>) =>
  ({ source, paymentCents }) as const;

/** What people do to a payment that was posted; nothing of it is possible while the payment is rejected or undone, but to post it again. */
export function workRemittance(command: WorkRemittance, state: RemittanceState): Decided {
  const { status, received } = state;
  if (!received) return refuse('remittance.unknown', 'No such payment ever came.', 'remittanceId');
  if (!command.by.startsWith('user:')) return refuse('remittance.person-missing', 'Only a person does that.', 'by');
  if (command.type === 'RepostRemittance') {
    if (status === 'posted') return refuse('remittance.already-posted', 'The payment is posted.');
    if (status !== 'undone') return refuse('remittance.not-undone', 'Nothing of this payment was ever posted.');
    const elsewhere = postedInOtherMedium(mediumOf(received), command.sameCheckAs);
    if (elsewhere) return elsewhere;
    const again = { ...received, postedBy: command.by };
    return accept([{ type: 'RemittanceReceived', data: again }, ...postedAgain(state, again)]);
  }
  if (status === 'undone')
    return command.type === 'UndoRemittance'
      ? accept([])
      : refuse('remittance.already-undone', 'The posting of this payment was undone.');
  if (status !== 'posted') return refuse('remittance.not-posted', 'Nothing of this payment was posted.');
  switch (command.type) {
    case 'MatchRemittanceClaim':
      return match(command, state, received.paymentDate);
    case 'IgnoreRemittanceClaim':
      return ignore(command, state);
    case 'UndoRemittance':
      return undo(command, state);
  }
}
