import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { ClaimContent } from '#libs/contracts/events/shapes.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import { isUnderWay } from './draft.js';
import { type ClaimState, newestAdjudication, newestSubmission } from './state.js';

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
  readonly denialId?: string;
  readonly releasedAt: string;
}

type Decided = Result<readonly ClaimEvent[], RefusalDetail>;

const nextNumber = (state: ClaimState) => (newestSubmission(state)?.number ?? 0) + 1;

/** A draft is released once, at or after its close of day. After a rejection the corrected draft is a correction: frequency 1 again. */
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
        frequency: '1',
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
 * payer that takes the frequency gets one. Asked again for the same denial case, nothing happens until the payer has answered.
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
  if (!frequencyCodes.includes(frequency))
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
        lines: [...newest.lines],
        releasedAt,
        content,
      },
    },
  ]);
}
