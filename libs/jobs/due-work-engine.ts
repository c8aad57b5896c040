import type { Redis } from 'ioredis';
import type { Queryable } from '#libs/event-store/pool.js';
import type { Logger } from '#libs/observability/logger.js';
import { DueWorkReconciler } from './due-work-reconciler.js';
import { DueWorkTable } from './due-work-table.js';
import type { JobPlan } from './job-kind.js';
import { JobQueues } from './job-queues.js';
import { JobWorkers } from './job-workers.js';
import { connectRedis, RedisEvicts, requireNoEviction } from './redis.js';
import { type BusinessTime, type DueWorkHandlers, runDueJob } from './run-due-job.js';

export interface DueWorkEngineOptions {
  readonly redisUrl: string;
  readonly namespace: string;
  readonly plan: JobPlan;
  readonly db: Queryable;
  readonly clock: BusinessTime;
  readonly handlers: DueWorkHandlers;
  readonly logger: Logger;
}

/** A start waits so long to learn how Redis is set up; after that it goes on, and learns it when Redis comes. */
const ASK_AT_START_MS = 2_000;
/** A Redis that is there answers within this. */
const ANSWER_MS = 1_000;
/** A drain waits so long for a Redis that does not answer. */
const CLOSE_MS = 5_000;

/** Everything that turns rows of due work into work done: the reconciler that fills the queues, and the workers that empty them. */
export class DueWorkEngine {
  private readonly redis: Redis;
  private readonly queues: JobQueues;
  private readonly reconciler: DueWorkReconciler;
  private workers: JobWorkers | null = null;
  private stopped = false;

  constructor(private readonly options: DueWorkEngineOptions) {
    const { redisUrl, namespace, plan, db, clock, logger } = options;
    this.redis = connectRedis(redisUrl, { name: 'claimstream-jobs', logger });
    this.queues = new JobQueues(this.redis, plan, namespace);
    this.reconciler = new DueWorkReconciler({ table: new DueWorkTable(db), queues: this.queues, clock, logger });
  }

  /** Begins in the background where Redis is down. Throws {@link RedisEvicts} where Redis answers and may lose jobs. */
  async start(): Promise<void> {
    const checked = requireNoEviction(this.redis, this.options.logger);
    const begun = checked.then(() => this.begin());
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ASK_AT_START_MS);
    });
    begun.catch((error: unknown) => {
      if (error instanceof RedisEvicts) this.options.logger.error({ error }, 'no due work is done with this Redis');
    });
    await Promise.race([begun, late]).finally(() => clearTimeout(timer));
  }

  /** Jobs in hand are finished, no others are taken. */
  async stop(): Promise<void> {
    this.stopped = true;
    // Asked, and not read off the connection's state, which lags behind a Redis that has just gone.
    const answers = (await this.readiness().catch(() => 'gone')) === null;
    const closing = (async () => {
      await this.reconciler.stop();
      await this.workers?.close();
      await this.queues.close();
    })();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_MS);
    });
    // Jobs in hand are waited for as long as they take; a Redis that is away is not.
    await (answers ? closing : Promise.race([closing, late]).finally(() => clearTimeout(timer)));
    this.redis.disconnect();
  }

  /** Null where the queues answer. A command waits for a connection that has just gone until it is back: so is this one not waited for. */
  async readiness(): Promise<string | null> {
    if (this.redis.status !== 'ready') return `Redis is ${this.redis.status}`;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve('Redis is silent'), ANSWER_MS);
    });
    const answer = this.redis.ping().then(() => null);
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }

  private begin(): void {
    if (this.stopped) return;
    const { plan, namespace, db, clock, handlers, logger } = this.options;
    const table = new DueWorkTable(db);
    const run = (job: Parameters<typeof runDueJob>[0]) => runDueJob(job, { table, clock, handlers });
    this.workers = new JobWorkers({ redis: this.redis, plan, namespace, logger, run });
    this.reconciler.start();
  }
}
