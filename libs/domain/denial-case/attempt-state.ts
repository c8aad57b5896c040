import type { CorrectionChange, CorrectionRoute, DenialEvent } from '#libs/contracts/events/denial-events.js';

/**
 * One try of a handler to correct what was denied. PROPOSED waits for a person; APPROVED was let go and leaves by a person's own hand (a
 * reopening, an appeal); SCHEDULED leaves by itself when it is due.
 */
export interface Attempt {
  readonly attempt: number;
  readonly handler: string;
  readonly outcome: 'PROPOSED' | 'APPROVED' | 'DECLINED' | 'SCHEDULED' | 'SUCCESS' | 'FAILED' | 'SKIPPED';
  /** Absent where nobody was asked. */
  readonly route?: CorrectionRoute;
  /** What a person was shown: only that may go out in their name. */
  readonly changes?: readonly CorrectionChange[];
  readonly reason?: string;
  readonly submissionNumber?: number;
}

/** What events tell of attempts. */
export type AttemptEvent = Extract<
  DenialEvent,
  {
    type:
      | 'ResubmissionProposed'
      | 'ResubmissionApproved'
      | 'ResubmissionDeclined'
      | 'ResubmissionScheduled'
      | 'ResubmissionAttempted';
  }
>;

function told(event: AttemptEvent): Pick<Attempt, 'outcome'> & Partial<Attempt> {
  switch (event.type) {
    case 'ResubmissionProposed':
      return { outcome: 'PROPOSED', route: event.data.route, changes: event.data.changes };
    case 'ResubmissionApproved':
      return { outcome: 'APPROVED' };
    case 'ResubmissionDeclined':
      return { outcome: 'DECLINED' };
    case 'ResubmissionScheduled':
      return { outcome: 'SCHEDULED' };
    case 'ResubmissionAttempted': {
      const { outcome, reason, submissionNumber } = event.data;
      return { outcome, reason, ...(submissionNumber === undefined ? {} : { submissionNumber }) };
    }
  }
}

/** Folds one event into the attempts, in the order of their numbers. */
export function evolveAttempts(attempts: readonly Attempt[], event: AttemptEvent): readonly Attempt[] {
  const { attempt, handler } = event.data;
  const place = attempts.findIndex((one) => one.attempt === attempt);
  if (place < 0) return [...attempts, { attempt, handler, ...told(event) }];
  return attempts.with(place, { ...(attempts[place] as Attempt), ...told(event) });
}

/** True where a handler has had its one try: under way, done or declined. One that failed or was skipped may be made again. */
export function isTried(attempts: readonly Attempt[], handler: string): boolean {
  return attempts.some((one) => one.handler === handler && one.outcome !== 'FAILED' && one.outcome !== 'SKIPPED');
}
