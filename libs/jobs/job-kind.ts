import type { RetryPolicy } from './retry-policy.js';

/** How one kind of due work is queued. The worker names its kinds; the queues know no more of them than this. */
export interface JobKind {
  readonly kind: string;
  readonly queue: string;
  readonly retry: RetryPolicy;
}

/** How many jobs of a queue one process works on at once. */
export interface QueueSettings {
  readonly name: string;
  /** One where the order of the due times matters. */
  readonly concurrency: number;
}

/** All kinds and the queues that they go to. */
export interface JobPlan {
  readonly queues: readonly QueueSettings[];
  readonly kinds: readonly JobKind[];
}

/** The kind by name; a bug where the plan does not have it. */
export function kindOf(plan: JobPlan, kind: string): JobKind {
  const found = plan.kinds.find((candidate) => candidate.kind === kind);
  if (!found) throw new Error(`no queue is planned for due work of kind ${kind}`);
  return found;
}
