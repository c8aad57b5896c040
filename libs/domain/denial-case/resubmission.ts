import type { CorrectionChange, CorrectionRoute, DenialEvent } from '#libs/contracts/events/denial-events.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { type Attempt, isTried } from './attempt-state.js';
import { appealPending, type DenialState, idsOf, scheduledAttempt } from './state.js';

/** A handler can correct what was denied, from that instant on. */
export interface ScheduleResubmission {
  readonly type: 'ScheduleResubmission';
  readonly handler: string;
  /** Business clock, ISO 8601. */
  readonly dueAt: string;
}

/** A handler can correct what was denied, and a person is to say whether it may. */
export interface ProposeResubmission {
  readonly type: 'ProposeResubmission';
  readonly handler: string;
  readonly route: CorrectionRoute;
  readonly changes: readonly CorrectionChange[];
}

/** A person's word on the proposal. */
export interface DecideResubmission {
  readonly type: 'DecideResubmission';
  readonly attempt: number;
  readonly decision: 'approve' | 'decline';
  /** `user:{id}`. */
  readonly by: string;
  readonly reason?: string;
  /** Business clock, ISO 8601: when an approved one is due. */
  readonly now: string;
}

/** A handler looked and can do nothing, or what it made does not pass the scrubber. */
export interface GiveUpResubmission {
  readonly type: 'GiveUpResubmission';
  readonly handler: string;
  readonly outcome: 'FAILED' | 'SKIPPED';
  /** A code: why, without patient data. */
  readonly reason: string;
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

/** Routes that leave by a person's own hand: no claim is written for them. */
const BY_HAND: ReadonlySet<CorrectionRoute> = new Set(['reopening', 'appeal', 'next-payer']);

export function isByHand(route: CorrectionRoute): boolean {
  return BY_HAND.has(route);
}

const notOpen = () => refuse('denial.not-open', 'The case is not open.');
const nextAttempt = (state: DenialState) => state.attempts.length + 1;

function mayTry(handler: string, state: DenialState): Result<boolean> {
  if (state.status !== 'open') return notOpen();
  if (appealPending(state)) return refuse('denial.appeal-pending', 'The claim is not sent again while it is appealed.');
  return accept(!isTried(state.attempts, handler));
}

/** At most one attempt of a handler that is under way or succeeded; none while an appeal is pending. */
export function scheduleResubmission({ handler, dueAt }: ScheduleResubmission, state: DenialState): Decided {
  const may = mayTry(handler, state);
  if (!may.ok) return may;
  if (!may.value) return accept([]);
  const attempt = nextAttempt(state);
  return accept([{ type: 'ResubmissionScheduled', data: { ...idsOf(state), handler, attempt, dueAt } }]);
}

/** Under the same conditions as one that needs nobody's word. */
export function proposeResubmission({ handler, route, changes }: ProposeResubmission, state: DenialState): Decided {
  const may = mayTry(handler, state);
  if (!may.ok) return may;
  if (!may.value) return accept([]);
  const attempt = nextAttempt(state);
  return accept([
    { type: 'ResubmissionProposed', data: { ...idsOf(state), handler, attempt, route, changes: [...changes] } },
  ]);
}

/** Approved, it is due at once, unless it leaves by a person's hand; declined, its handler does not try again. */
export function decideResubmission(command: DecideResubmission, state: DenialState): Decided {
  const { attempt, decision, by, reason, now } = command;
  if (state.status !== 'open') return notOpen();
  if (!by.startsWith('user:')) return refuse('correction.person-missing', 'Only a person decides on a proposal.', 'by');
  const proposed = state.attempts.find((one) => one.attempt === attempt);
  if (!proposed?.route) return refuse('correction.not-proposed', 'No such correction was proposed.', 'attempt');
  const { handler, route, outcome } = proposed;
  const data = { ...idsOf(state), handler, attempt, route, by };
  if (decision === 'decline') {
    if (outcome === 'DECLINED') return accept([]);
    if (outcome !== 'PROPOSED') return refuse('correction.decided', 'It was approved already.', 'attempt');
    return accept([{ type: 'ResubmissionDeclined', data: { ...data, ...(reason === undefined ? {} : { reason }) } }]);
  }
  if (outcome === 'DECLINED') return refuse('correction.decided', 'It was declined already.', 'attempt');
  if (outcome !== 'PROPOSED') return accept([]);
  if (appealPending(state)) return refuse('denial.appeal-pending', 'The claim is not sent again while it is appealed.');
  const approved: DenialEvent = { type: 'ResubmissionApproved', data };
  if (isByHand(route)) return accept([approved]);
  return accept([approved, { type: 'ResubmissionScheduled', data: { ...idsOf(state), handler, attempt, dueAt: now } }]);
}

/** Looked at again with the same result, nothing is recorded. */
export function giveUpResubmission({ handler, outcome, reason }: GiveUpResubmission, state: DenialState): Decided {
  if (state.status !== 'open') return notOpen();
  const last = state.attempts.findLast((one) => one.handler === handler);
  if (isTried(state.attempts, handler) || (last?.outcome === outcome && last.reason === reason)) return accept([]);
  const attempt = nextAttempt(state);
  return accept([{ type: 'ResubmissionAttempted', data: { ...idsOf(state), handler, attempt, outcome, reason } }]);
}

/** The outcome of the attempt that is scheduled; of one that was made already, or of a closed case, nothing. */
export function recordResubmission(command: RecordResubmission, state: DenialState): Decided {
  const { attempt, outcome, reason, submissionNumber } = command;
  if (attempt < 1 || attempt > state.attempts.length)
    return refuse('denial.attempt-unknown', 'No such attempt was scheduled.', 'attempt');
  const scheduled: Attempt | undefined = scheduledAttempt(state);
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
