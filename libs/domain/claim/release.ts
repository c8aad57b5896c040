import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { ChargeLine, ClaimContent } from '#libs/contracts/events/shapes.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import { isUnderWay } from './draft.js';
import { type ClaimState, newestAdjudication, newestSubmission, type Submission, submissionOf } from './state.js';

/** The practice's day is closed: the draft goes out as it is. */
export interface ReleaseClaim {
  readonly type: 'ReleaseClaim';
  readonly releasedAt: string;
}

/** Sends the claim anew over an adjudication: as a replacement (7) or a void (8). */
export interface ReplaceClaim {
  readonly type: 'ReplaceClaim';
  readonly frequency: '7' | '8';
  /** The payer's frequency codes: what it takes at all. */
  readonly frequencyCodes: readonly string[];
  readonly content: ClaimContent;
  /** All lines of the claim as they are to stand; those that were sent last where nothing of them changes. */
  readonly lines?: readonly ChargeLine[];
  readonly denialId?: string;
  readonly releasedAt: string;
}

/** Sends a rejected submission again as it was, because what was wrong lay outside the claim: the envelope, or the practice's own profile. */
export interface ResubmitRejected {
  readonly type: 'ResubmitRejected';
  readonly submissionNumber: number;
  readonly releasedAt: string;
  /** No person asked for it: done once, so that an envelope that is always refused does not go back and forth. */
  readonly automatic?: boolean;
}

type Decided = Result<readonly ClaimEvent[], RefusalDetail>;

/** After a rejection the same frequency goes out again: an original as an original, a replacement still as one of the decision that it names. */
function sentAgain(rejected: Submission | undefined) {
  if (rejected === undefined) return { frequency: '1' as const };
  const { frequency, payerControlNumber, denialId } = rejected;
  return {
    frequency,
    ...(payerControlNumber === undefined ? {} : { payerControlNumber }),
    ...(denialId === undefined ? {} : { denialId }),
  };
}

const nextNumber = (state: ClaimState) => (newestSubmission(state)?.number ?? 0) + 1;

/** A draft is released once, at or after its close of day. After a rejection the corrected draft is a correction, under the frequency that was rejected. */
export function releaseClaim({ releasedAt }: ReleaseClaim, state: ClaimState): Decided {
  const { claimId, patientId, payerId } = state;
  if (state.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
  if (isUnderWay(state)) return accept([]);
  if (state.closed !== null) return refuse('claim.closed', 'The claim is closed.');
  if (state.submission === 'rejected')
    return refuse('claim.rejected', 'The claim was rejected and not corrected since.');
  if (state.holds.length > 0) return refuse('claim.held', 'The claim is held until what holds it is cleared.');
  if (releasedAt < state.closesAt) return refuse('claim.day-open', 'The claim is a draft until the close of day.');
  return accept([
    {
      type: 'ClaimReleased',
      data: {
        claimId,
        patientId,
        payerId,
        reason: state.submissions.length > 0 ? 'correction' : 'close-of-day',
        ...sentAgain(newestSubmission(state)),
        submissionNumber: nextNumber(state),
        lines: [...state.lines],
        releasedAt,
        content: state.content,
      },
    },
  ]);
}

/**
 * A replacement or void names the newest decision that stands and sends all lines again; only an adjudicated claim has one, and only a
 * payer that takes the frequency gets one, Medicare Part B never: it takes reopenings and appeals. Asked again for the same denial case, nothing happens until the payer has answered.
 */
export function replaceClaim(command: ReplaceClaim, state: ClaimState): Decided {
  const { frequency, frequencyCodes, denialId, content, releasedAt } = command;
  const { claimId, patientId, payerId } = state;
  const newest = newestSubmission(state);
  const adjudicated = newestAdjudication(state);
  const decided = state.adjudications.some((each) => each.submissionNumber === newest?.number);
  if (
    newest &&
    !decided &&
    newest.frequency === frequency &&
    newest.denialId === denialId &&
    newest.state !== 'rejected'
  )
    return accept([]);
  if (!newest || !adjudicated)
    return refuse('claim.not-adjudicated', 'Only an adjudicated claim can be replaced or voided.');
  if (!decided) return refuse('claim.answer-pending', 'The payer has not answered the newest submission yet.');
  if (state.payerKind === 'MEDICARE_B' || !frequencyCodes.includes(frequency))
    return refuse('claim.frequency-not-taken', 'The payer takes no replacement or void of this kind.', 'frequency');
  return accept([
    {
      type: 'ClaimReleased',
      data: {
        claimId,
        patientId,
        payerId,
        reason: frequency === '7' ? 'replacement' : 'void',
        frequency,
        submissionNumber: nextNumber(state),
        payerControlNumber: adjudicated.payerControlNumber,
        ...(denialId === undefined ? {} : { denialId }),
        lines: [...(command.lines ?? newest.lines)],
        releasedAt,
        content,
      },
    },
  ]);
}

/** A rejected submission goes out again under the next number and so under control numbers of its own. A draft that was corrected goes by itself. */
export function resubmitRejected(command: ResubmitRejected, state: ClaimState): Decided {
  const { submissionNumber, releasedAt, automatic = false } = command;
  const { claimId, patientId, payerId } = state;
  const newest = newestSubmission(state);
  if (!submissionOf(state, submissionNumber) || !newest)
    return refuse('submission.unknown', 'No such submission was ever released.', 'submissionNumber');
  if (newest.number > submissionNumber) return accept([]);
  if (newest.state !== 'rejected') return refuse('submission.not-rejected', 'The submission was not rejected.');
  if (state.closed !== null) return refuse('claim.closed', 'The claim is closed.');
  if (state.submission !== 'rejected')
    return refuse('claim.drafted-anew', 'The claim was corrected since; its draft goes out at the close of day.');
  const before = submissionOf(state, submissionNumber - 1);
  if (automatic && before?.state === 'rejected' && before.stage === newest.stage)
    return refuse('submission.rejected-again', 'It was rejected in the same way before; a person has to look at it.');
  const { lines, content } = newest;
  return accept([
    {
      type: 'ClaimReleased',
      data: {
        ...{ claimId, patientId, payerId, reason: 'correction', ...sentAgain(newest) },
        ...{ submissionNumber: nextNumber(state), lines: [...lines], releasedAt, content },
      },
    },
  ]);
}
