/** A job in a queue: names a piece of due work by ids and a number, and says nothing about it. */
export interface DueJob {
  readonly kind: string;
  readonly practice: string;
  readonly intent: string;
  readonly revision: number;
}

/**
 * The one id that a job has in its queue, so that it can be added any number of times and is there once. The queue refuses `:` and ids that are
 * plain numbers, and keeps the delay of an id that it has already: a changed due time is a new revision.
 */
export function jobId({ kind, intent, revision }: Pick<DueJob, 'kind' | 'intent' | 'revision'>): string {
  const id = `${kind}-${intent}-r${revision}`;
  if (id.includes(':')) throw new RangeError('the parts of a job id must not contain a colon');
  return id;
}

/** Milliseconds to wait before a job may start; never negative. */
export function delayOf(dueAt: Date, now: Date): number {
  return Math.max(0, dueAt.getTime() - now.getTime());
}
