import { type Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { DueJob } from './job.js';
import { redisPrefix } from './job-queues.js';

/** A job whose attempts are used up, as people see it: ids and numbers, and what kind of error it was. */
export interface FailedJob extends DueJob {
  readonly queue: string;
  readonly jobId: string;
  readonly attempts: number;
  /** ISO 8601 in UTC; null where the queue has not kept it. */
  readonly failedAt: string | null;
  readonly reason: string;
}

/** Which failed jobs are meant: all where nothing is named. */
export interface FailedJobsFilter {
  readonly queue?: string;
  readonly jobId?: string;
}

const MOST_JOBS = 1_000;

/** Jobs that failed for good, in all queues of an installation. The reconciler asks for their work again by itself; this looks at them, and does not wait. */
export class FailedJobs {
  private readonly prefix: string;

  constructor(
    private readonly redis: Redis,
    namespace: string,
  ) {
    this.prefix = redisPrefix(namespace);
  }

  /** The newest of each queue first. */
  async list(filter: FailedJobsFilter = {}): Promise<readonly FailedJob[]> {
    return this.eachQueue(filter, async (queue) =>
      (await this.failedOf(queue, filter)).map((job) => shown(queue, job)),
    );
  }

  /** Puts failed jobs back at the beginning of their attempts; gives those that it put back. One that has gone meanwhile is left out. */
  async replay(filter: FailedJobsFilter = {}): Promise<readonly FailedJob[]> {
    return this.eachQueue(filter, async (queue) => {
      const replayed: FailedJob[] = [];
      for (const job of await this.failedOf(queue, filter)) {
        const before = shown(queue, job);
        try {
          await job.retry('failed', { resetAttemptsMade: true });
          replayed.push(before);
        } catch (error) {
          if ((await job.getState()) === 'failed') throw error;
        }
      }
      return replayed;
    });
  }

  private async failedOf(queue: Queue<DueJob>, { jobId }: FailedJobsFilter): Promise<readonly Job<DueJob>[]> {
    const jobs = await queue.getFailed(0, MOST_JOBS - 1);
    return jobs.filter((job) => jobId === undefined || job.id === jobId);
  }

  private async eachQueue(
    { queue: wanted }: FailedJobsFilter,
    look: (queue: Queue<DueJob>) => Promise<readonly FailedJob[]>,
  ): Promise<readonly FailedJob[]> {
    const found: FailedJob[] = [];
    for (const name of await this.queueNames()) {
      if (wanted !== undefined && wanted !== name) continue;
      const queue = new Queue<DueJob>(name, { connection: this.redis, prefix: this.prefix });
      queue.on('error', () => {});
      found.push(...(await look(queue)));
      await queue.close();
    }
    return found;
  }

  /** Every queue keeps its settings under a key of its own. */
  private async queueNames(): Promise<readonly string[]> {
    const names = new Set<string>();
    const pattern = new RegExp(`^${this.prefix}:([^:]+):meta$`);
    let cursor = '0';
    do {
      const [next, keys] = await this.redis.scan(cursor, 'MATCH', `${this.prefix}:*:meta`, 'COUNT', 10_000);
      for (const key of keys) names.add(pattern.exec(key)?.[1] ?? '');
      cursor = next;
    } while (cursor !== '0');
    names.delete('');
    return [...names].sort();
  }
}

function shown(queue: Queue<DueJob>, job: Job<DueJob>): FailedJob {
  const { kind, practice, intent, revision } = job.data;
  return {
    ...{ queue: queue.name, jobId: job.id ?? '', kind, practice, intent, revision, attempts: job.attemptsMade },
    failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn).toISOString(),
    reason: job.failedReason ?? '',
  };
}
