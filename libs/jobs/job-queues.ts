import { randomUUID } from 'node:crypto';
import { type Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { OpenDueWork } from './due-work-table.js';
import { type DueJob, delayOf, jobId } from './job.js';
import { type JobPlan, kindOf } from './job-kind.js';

/** Failed jobs that are kept for people to look at, the newest. */
const FAILED_JOBS_KEPT = 1_000;

/** Prefix of everything that this installation keeps in Redis. */
export const redisPrefix = (namespace: string) => (namespace === '' ? 'claimstream' : `claimstream-${namespace}`);

/** What became of a piece of due work that had been asked for before. */
export type Restored = 'added' | 'promoted' | 'left';

/** The queues as those see them who ask for work to be done. Jobs carry ids and a revision, nothing else. */
export class JobQueues {
  private readonly queues: ReadonlyMap<string, Queue<DueJob>>;
  private readonly markerKey: string;
  private marker: string | null = null;

  constructor(
    private readonly redis: Redis,
    private readonly plan: JobPlan,
    namespace: string,
  ) {
    const prefix = redisPrefix(namespace);
    this.markerKey = `${prefix}:marker`;
    this.queues = new Map(
      plan.queues.map(({ name }) => {
        const queue = new Queue<DueJob>(name, { connection: redis, prefix });
        // The connection reports its own troubles; without a listener each would end the process.
        queue.on('error', () => {});
        return [name, queue];
      }),
    );
  }

  /** Adds jobs in order. One that is there already, waiting, active or failed, stays as it is. */
  async add(work: readonly OpenDueWork[], now: Date): Promise<void> {
    for (const [name, queue] of this.queues) {
      const ofQueue = work.filter(({ kind }) => kindOf(this.plan, kind).queue === name);
      if (ofQueue.length > 0) await queue.addBulk(ofQueue.map((item) => this.bulkJob(item, now)));
    }
  }

  /**
   * Sees to it that work which is due now and was asked for before will be done: a job that still waits for its old time starts now; one that
   * vanished, or failed for good some time ago, is added anew.
   */
  async restore(
    work: OpenDueWork,
    now: Date,
    { addVanished, failedBefore }: { addVanished: boolean; failedBefore: number },
  ): Promise<Restored> {
    const queue = this.queueOf(work.kind);
    const job = await queue.getJob(jobId(work));
    const state = job ? await job.getState() : 'unknown';
    if (job && state === 'delayed' && job.attemptsMade === 0) return (await promoted(job)) ? 'promoted' : 'left';
    const failedForGood = job && state === 'failed' && (job.finishedOn ?? 0) < failedBefore;
    if (!failedForGood && !(state === 'unknown' && addVanished)) return 'left';
    if (failedForGood) await job.remove();
    await this.add([work], now);
    return 'added';
  }

  /** True where Redis has lost what it held since this was asked last (or holds nothing yet): every job must be asked for again. */
  async wasEmptied(): Promise<boolean> {
    await this.redis.set(this.markerKey, randomUUID(), 'NX');
    const found = await this.redis.get(this.markerKey);
    const emptied = found !== this.marker;
    this.marker = found;
    return emptied;
  }

  /** Jobs of a queue by state. */
  async counts(queue: string): Promise<Readonly<Record<string, number>>> {
    return (await this.queues.get(queue)?.getJobCounts()) ?? {};
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private queueOf(kind: string): Queue<DueJob> {
    return this.queues.get(kindOf(this.plan, kind).queue) as Queue<DueJob>;
  }

  private bulkJob({ kind, practice, intent, revision, dueAt }: OpenDueWork, now: Date) {
    const { retry } = kindOf(this.plan, kind);
    const data: DueJob = { kind, practice, intent, revision };
    const opts = {
      jobId: jobId(data),
      delay: delayOf(dueAt, now),
      attempts: retry.attempts,
      backoff: { type: 'exponential', delay: retry.firstDelayMs, jitter: retry.jitter },
      // What is done is known from the events; a finished job that stayed would refuse its own id for ever.
      removeOnComplete: true,
      removeOnFail: { count: FAILED_JOBS_KEPT },
    };
    return { name: kind, data, opts };
  }
}

/** False where the job had started by itself in the meantime. */
async function promoted(job: Job<DueJob>): Promise<boolean> {
  try {
    await job.promote();
    return true;
  } catch (error) {
    if ((await job.getState()) !== 'delayed') return false;
    throw error;
  }
}
