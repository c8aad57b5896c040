import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { ChargeLine, ClaimContent } from '#libs/contracts/events/shapes.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import { type ClaimState, newestSubmission } from './state.js';

/** Sends as a new claim (frequency 1, without the payer's control number) what a payer never processed. */
export interface ResendClaim {
  readonly type: 'ResendClaim';
  /** The lines that were not processed: what was decided beside them stays decided. */
  readonly lines: readonly ChargeLine[];
  readonly content: ClaimContent;
  /** The denial case that asks for it. */
  readonly denialId: string;
  readonly releasedAt: string;
}

/**
 * Only what the newest submission was answered with can be sent anew, and none of the lines may have been paid: that would be billed twice.
 * Asked again for the same denial case, nothing happens until the payer has answered.
 */
export function resendClaim(command: ResendClaim, state: ClaimState): Result<readonly ClaimEvent[], RefusalDetail> {
  const { lines, content, denialId, releasedAt } = command;
  const newest = newestSubmission(state);
  if (!newest) return refuse('claim.not-sent', 'The claim was never sent.');
  const decisions = state.adjudications.filter((one) => one.submissionNumber === newest.number && !one.reversed);
  if (decisions.length === 0 && newest.denialId === denialId && newest.state !== 'rejected') return accept([]);
  if (decisions.length === 0)
    return refuse('claim.answer-pending', 'The payer has not answered the newest submission yet.');
  if (lines.length === 0) return refuse('claim.no-lines', 'There is no line to send.', 'lines');
  const numbers = new Set(lines.map(({ line }) => line));
  const paid = state.adjudications
    .filter((one) => !one.reversed)
    .some((one) => one.lines.some(({ line, paidCents }) => line !== null && numbers.has(line) && paidCents > 0));
  if (paid) return refuse('claim.lines-paid', 'A line that was paid is replaced, never sent as a new claim.', 'lines');
  const { claimId, patientId, payerId } = state;
  return accept([
    {
      type: 'ClaimReleased',
      data: {
        ...{ claimId, patientId, payerId },
        reason: 'correction',
        frequency: '1',
        submissionNumber: newest.number + 1,
        denialId,
        lines: [...lines],
        releasedAt,
        content,
      },
    },
  ]);
}
