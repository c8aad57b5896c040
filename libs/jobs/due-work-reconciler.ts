import type { Logger } from '#libs/observability/logger.js';
import type { DueWorkTable, OpenDueWork } from './due-work-table.js';
import { jobId } from './job.js';
import type { JobQueues } from './job-queues.js';
import type { BusinessTime } from './run-due-job.js';

export interface ReconcilerSettings {
  /** How far ahead of its time work goes into a queue, in business-clock time. */
  readonly horizonMs: number;
  /** Often: every step of a claim's way may wait for one look; a look is one index scan. */
  readonly everyMs: number;
  /** Work that is still open so long after it was asked for is looked for in its queue. */
  readonly askAgainMs: number;
  /** A job that failed for good rests so long. */
  readonly failedRestMs: number;
  readonly pageSize: number;
}

export const RECONCILER: ReconcilerSettings = {
  horizonMs: 15 * 60_000,
  everyMs: 250,
  askAgainMs: 15_000,
  failedRestMs: 60_000,
  pageSize: 1_000,
};

/** When a job was asked for, and whether it was to wait in the queue. */
interface Asked {
  readonly at: number;
  readonly delayed: boolean;
}

/** Keeps the queues in step with what is due: rows are the truth, a queue may lose everything at any time. */
export class DueWorkReconciler {
  private asked = new Map<string, Asked>();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private stopped = true;

  constructor(
    private readonly parts: { table: DueWorkTable; queues: JobQueues; clock: BusinessTime; logger: Logger },
    private readonly settings: ReconcilerSettings = RECONCILER,
  ) {}

  start(): void {
    this.stopped = false;
    this.schedule(0);
  }

  /** Resolves when the look in hand is over. A queue that does not answer is not waited for: whoever stops closes its connection. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  /** One look at all that is due within the horizon; gives how many jobs were asked for. */
  async reconcile(): Promise<number> {
    const { table, queues, clock } = this.parts;
    if (await queues.wasEmptied()) this.asked.clear();
    const now = await clock.current();
    const until = new Date(now.getTime() + this.settings.horizonMs);
    const stillOpen = new Map<string, Asked>();
    let count = 0;
    let last: OpenDueWork | undefined;
    do {
      const page = await table.page(until, this.settings.pageSize, last);
      count += await this.reconcilePage(page, now, stillOpen);
      last = page.length === this.settings.pageSize ? page.at(-1) : undefined;
    } while (last);
    this.asked = stillOpen;
    return count;
  }

  private async reconcilePage(page: readonly OpenDueWork[], now: Date, open: Map<string, Asked>): Promise<number> {
    const at = performance.now();
    const fresh: OpenDueWork[] = [];
    let restored = 0;
    for (const work of page) {
      const id = jobId(work);
      const asked = this.asked.get(id);
      const due = work.dueAt <= now;
      if (!asked) fresh.push(work);
      // Its queue counts real time: where the business clock was moved, the job must be woken.
      else if (due && (asked.delayed || at - asked.at > this.settings.askAgainMs)) {
        restored += await this.restore(work, now, at - asked.at > this.settings.askAgainMs);
      } else {
        open.set(id, asked);
        continue;
      }
      open.set(id, { at, delayed: !due });
    }
    await this.parts.queues.add(fresh, now);
    return fresh.length + restored;
  }

  private async restore(work: OpenDueWork, now: Date, addVanished: boolean): Promise<number> {
    const failedBefore = Date.now() - this.settings.failedRestMs;
    return (await this.parts.queues.restore(work, now, { addVanished, failedBefore })) === 'left' ? 0 : 1;
  }

  private schedule(inMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.reconcile().then(
        (count) => {
          if (count > 0) this.parts.logger.debug({ count }, 'asked for due work');
          this.schedule(this.settings.everyMs);
        },
        (error: unknown) => {
          if (!this.stopped) this.parts.logger.warn({ error }, 'could not look at what is due; trying again');
          this.schedule(this.settings.everyMs * 4);
        },
      );
    }, inMs);
  }
}
