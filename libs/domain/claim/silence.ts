import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { AwaitedAnswer } from '#libs/contracts/events/shapes.js';
import { isAnswered } from '#libs/contracts/submission-chain.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import { type ClaimState, newestSubmission, submissionOf } from './state.js';

/** The day by which a payer usually answers is over. */
export interface ReportSilence {
  readonly type: 'ReportSilence';
  readonly submissionNumber: number;
  readonly awaited: AwaitedAnswer;
  /** Since when the answer is overdue (ISO 8601), which is not later than now. */
  readonly since: string;
}

/** A person asked for an answer that stays out, and asks again on a later day if it still does. */
export interface ChaseClaim {
  readonly type: 'ChaseClaim';
  readonly submissionNumber: number;
  readonly awaited: AwaitedAnswer;
  /** The practice's day on which it was asked. */
  readonly today: LocalDate;
  readonly nextOn: LocalDate;
  /** That day's begin as an instant (ISO 8601). */
  readonly lookAgainAt: string;
  readonly note?: string;
  readonly by: string;
}

type Decided = Result<readonly ClaimEvent[], RefusalDetail>;

/** True while the payer still owes the answer: only the newest submission's, and none once the payer has decided it. */
function isOwed(state: ClaimState, submissionNumber: number, awaited: AwaitedAnswer): boolean {
  const submission = submissionOf(state, submissionNumber);
  if (!submission || submission !== newestSubmission(state) || state.closed !== null) return false;
  if (submission.state === 'released') return false;
  const decided = state.adjudications.some((one) => one.submissionNumber === submissionNumber);
  return !decided && !isAnswered(awaited, submission);
}

function silenceOf(
  state: ClaimState,
  { submissionNumber, awaited }: Pick<ReportSilence, 'submissionNumber' | 'awaited'>,
) {
  return submissionOf(state, submissionNumber)?.silences.find((one) => one.awaited === awaited);
}

/** Told once, and again each time that the day has come on which a person wanted to look. Nothing for what was answered. */
export function reportSilence(command: ReportSilence, state: ClaimState): Decided {
  const { submissionNumber, awaited, since } = command;
  if (!isOwed(state, submissionNumber, awaited)) return accept([]);
  const known = silenceOf(state, command);
  if (known && (known.chasedUntil === null || known.chasedUntil > since)) return accept([]);
  const { claimId, patientId, payerId } = state;
  return accept([{ type: 'ClaimSilent', data: { claimId, patientId, payerId, submissionNumber, awaited, since } }]);
}

/** Notes that a person asked; refused where nothing is overdue, and for a day that is not ahead. */
export function chaseClaim(command: ChaseClaim, state: ClaimState): Decided {
  const { submissionNumber, awaited, today, nextOn, lookAgainAt, note, by } = command;
  if (state.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
  if (!isOwed(state, submissionNumber, awaited) || !silenceOf(state, command))
    return refuse('claim.not-silent', 'No such answer is overdue.', 'awaited');
  if (nextOn <= today) return refuse('claim.chase-date', 'must be a day that is still to come', 'nextOn');
  const { claimId, patientId, payerId } = state;
  return accept([
    {
      type: 'ClaimChased',
      data: {
        ...{ claimId, patientId, payerId, submissionNumber, awaited, nextOn, lookAgainAt, chasedBy: by },
        ...(note === undefined ? {} : { note }),
      },
    },
  ]);
}
