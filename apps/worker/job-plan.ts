import type { JobKind, JobPlan } from '#libs/jobs/job-kind.js';
import { RETRY } from '#libs/jobs/retry-policy.js';
import type { DueKind } from '#libs/projections/due-work/due-item.js';

/** The queues of the worker, and which kind of due work goes through which. */
export const jobPlan: JobPlan = {
  queues: [
    { name: 'submissions', concurrency: 4 },
    { name: 'resubmissions', concurrency: 2 },
    { name: 'acknowledgements', concurrency: 1 },
    // One at a time, so that alarms ring in the order of their hours.
    { name: 'alarms', concurrency: 1 },
  ],
  kinds: [
    { kind: 'claim-silent', queue: 'acknowledgements', retry: RETRY.decision },
    { kind: 'claim-release', queue: 'submissions', retry: RETRY.decision },
    { kind: 'claim-submit', queue: 'submissions', retry: RETRY.file },
    { kind: 'month-end', queue: 'submissions', retry: RETRY.decision },
    { kind: 'day-begins', queue: 'submissions', retry: RETRY.decision },
    { kind: 'resubmission', queue: 'resubmissions', retry: RETRY.decision },
    { kind: 'deadline-alarm', queue: 'alarms', retry: RETRY.alarm },
    { kind: 'deadline-missed', queue: 'alarms', retry: RETRY.alarm },
    { kind: 'wait-over', queue: 'alarms', retry: RETRY.alarm },
  ] satisfies readonly (JobKind & { readonly kind: DueKind })[],
};
