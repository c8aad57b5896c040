import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { appealPending, type DenialState, idsOf, scheduledAttempt } from './state.js';

/** A handler can correct what was denied, from that instant on. */
export interface ScheduleResubmission {
  readonly type: 'ScheduleResubmission';
  readonly handler: string;
  /** Business clock, ISO 8601. */
  readonly dueAt: string;
}

/** What came of the scheduled attempt. */
export interface RecordResubmission {
  readonly type: 'RecordResubmission';
  readonly attempt: number;
  readonly outcome: 'SUCCESS' | 'FAILED' | 'SKIPPED';
  /** A code: why, without patient data. */
  readonly reason: string;
  readonly submissionNumber?: number;
}

type Decided = Result<readonly DenialEvent[]>;

/** At most one attempt of a handler that is scheduled or succeeded; none while an appeal is pending. */
export function scheduleResubmission({ handler, dueAt }: ScheduleResubmission, state: DenialState): Decided {
  if (state.status !== 'open') return refuse('denial.not-open', 'The case is not open.');
  if (appealPending(state)) return refuse('denial.appeal-pending', 'The claim is not sent again while it is appealed.');
  const made = state.attempts.some(
    (one) => one.handler === handler && (one.outcome === 'SCHEDULED' || one.outcome === 'SUCCESS'),
  );
  if (made) return accept([]);
  const attempt = state.attempts.length + 1;
  return accept([{ type: 'ResubmissionScheduled', data: { ...idsOf(state), handler, attempt, dueAt } }]);
}

/** The outcome of the attempt that is scheduled; of one that was made already, or of a closed case, nothing. */
export function recordResubmission(command: RecordResubmission, state: DenialState): Decided {
  const { attempt, outcome, reason, submissionNumber } = command;
  if (attempt < 1 || attempt > state.attempts.length)
    return refuse('denial.attempt-unknown', 'No such attempt was scheduled.', 'attempt');
  const scheduled = scheduledAttempt(state);
  if (state.status !== 'open' || scheduled?.attempt !== attempt) return accept([]);
  return accept([
    {
      type: 'ResubmissionAttempted',
      data: {
        ...idsOf(state),
        handler: scheduled.handler,
        attempt,
        outcome,
        reason,
        ...(submissionNumber === undefined ? {} : { submissionNumber }),
      },
    },
  ]);
}
