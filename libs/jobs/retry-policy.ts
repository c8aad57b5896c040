/** How often and how soon a failed job is tried again. Each policy is named and says why it is as it is. */
export interface RetryPolicy {
  readonly name: string;
  readonly reason: string;
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** The wait after the first failure; doubles with each further one. */
  readonly firstDelayMs: number;
  /** The share of each wait that is random, so that jobs that failed together do not come back together. */
  readonly jitter: number;
}

/** After the last attempt the job stays among the failed ones, visible, and the reconciler asks for it again. */
export const RETRY = {
  decision: {
    name: 'decision',
    reason: 'A decision touches Postgres alone: what fails is a lost connection or a lost race, over within seconds.',
    attempts: 6,
    firstDelayMs: 200,
    jitter: 0.5,
  },
  file: {
    name: 'file',
    reason: 'A file step fails when a disk is full or a folder is gone: a person may need minutes to cure it.',
    attempts: 8,
    firstDelayMs: 1_000,
    jitter: 0.5,
  },
  alarm: {
    name: 'alarm',
    reason: 'An alarm must ring on its day and costs nothing to try: soon and often.',
    attempts: 10,
    firstDelayMs: 200,
    jitter: 0.5,
  },
} as const satisfies Record<string, RetryPolicy>;
