import { DelayedError, type Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { errorReason } from '#libs/observability/describe-error.js';
import type { Logger } from '#libs/observability/logger.js';
import type { DueJob } from './job.js';
import type { JobPlan } from './job-kind.js';
import { redisPrefix } from './job-queues.js';
import type { DueJobOutcome } from './run-due-job.js';

/** A worker that dies holds its job for so long before another takes it over; renewed at half time while the work goes on. */
const LOCK_MS = 10_000;
const LOOK_FOR_STALLED_MS = 5_000;
/** All work is repeatable: a job is taken over from as many dead workers as there may be. */
const MOST_TAKEOVERS = 1_000;

export interface JobWorkersOptions {
  readonly redis: Redis;
  readonly plan: JobPlan;
  readonly namespace: string;
  readonly logger: Logger;
  run(job: DueJob): Promise<DueJobOutcome>;
}

/** Takes jobs from all queues of the plan and runs them. */
export class JobWorkers {
  private readonly workers: readonly Worker<DueJob>[];

  constructor(private readonly options: JobWorkersOptions) {
    const { redis, plan, namespace, logger } = options;
    this.workers = plan.queues.map(({ name, concurrency }) => {
      const worker = new Worker<DueJob>(name, (job, token) => this.process(job, token), {
        connection: redis,
        prefix: redisPrefix(namespace),
        concurrency,
        lockDuration: LOCK_MS,
        stalledInterval: LOOK_FOR_STALLED_MS,
        maxStalledCount: MOST_TAKEOVERS,
      });
      // The connection names its own troubles in the log.
      worker.on('error', () => {});
      worker.on('failed', (job, error) => logFailure(logger, job, error));
      worker.on('stalled', (id) => logger.warn({ queue: name, jobId: id }, 'a worker was lost; its job is done again'));
      return worker;
    });
  }

  /** Takes no more jobs and waits for those in hand. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  private async process(job: Job<DueJob>, token: string | undefined): Promise<void> {
    const outcome = await this.options.run(job.data).catch((error: unknown) => {
      throw tellable(error, this.options.logger, job);
    });
    if (typeof outcome === 'object') {
      await job.moveToDelayed(Date.now() + outcome.waitMs, token);
      throw new DelayedError();
    }
    const { kind, intent, revision } = job.data;
    this.options.logger.debug({ kind, intent, revision, status: outcome }, 'job finished');
  }
}

/** The queue keeps why a job failed, and Redis must hold no patient: a message that may quote one stays behind, its kind and place are told. */
function tellable(error: unknown, logger: Logger, { data: { kind, intent, revision } }: Job<DueJob>): Error {
  logger.warn({ kind, intent, revision, error }, 'a job threw');
  const told = new Error(errorReason(error));
  told.stack = '';
  return told;
}

function logFailure(logger: Logger, job: Job<DueJob> | undefined, error: Error): void {
  if (!job) return;
  const { kind, intent, revision } = job.data;
  const last = job.attemptsMade >= (job.opts.attempts ?? 1);
  const fields = { queue: job.queueName, kind, intent, revision, attempt: job.attemptsMade, reason: error.message };
  if (last) logger.error(fields, 'job failed for good; it is asked for again after a while');
  else logger.info(fields, 'job failed; it is tried again');
}
