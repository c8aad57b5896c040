import type { DueWorkTable, OpenDueWork } from './due-work-table.js';
import type { DueJob } from './job.js';

/** The business clock as it is now, also where another process has just moved it. */
export interface BusinessTime {
  current(): Promise<Date>;
}

/** Work that has to wait for other work: it is looked at again after so long. */
export interface LookAgain {
  readonly waitMs: number;
}

/** Does one kind of due work; must be repeatable: a job that was cut off comes again. */
export type DueWorkHandler = (work: OpenDueWork) => Promise<void> | Promise<LookAgain | undefined>;

export type DueWorkHandlers = Readonly<Record<string, DueWorkHandler>>;

/** What a job came to: done, nothing to do any more, or too early by so many milliseconds. */
export type DueJobOutcome = 'done' | 'superseded' | LookAgain;

/** Does what a job names if it is still to be done: reads the row again, and leaves alone what is done, superseded or not due yet. */
export async function runDueJob(
  job: DueJob,
  { table, clock, handlers }: { table: DueWorkTable; clock: BusinessTime; handlers: DueWorkHandlers },
): Promise<DueJobOutcome> {
  const work = await table.find(job);
  if (!work) return 'superseded';
  const waitMs = work.dueAt.getTime() - (await clock.current()).getTime();
  if (waitMs > 0) return { waitMs };
  const handler = handlers[work.kind];
  if (!handler) throw new Error(`nobody handles due work of kind ${work.kind}`);
  return (await handler(work)) ?? 'done';
}
