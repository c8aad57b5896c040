import { randomUUID } from 'node:crypto';
import { DueWorkReconciler, RECONCILER } from '#libs/jobs/due-work-reconciler.js';
import { DueWorkTable } from '#libs/jobs/due-work-table.js';
import type { JobPlan } from '#libs/jobs/job-kind.js';
import { JobQueues, redisPrefix } from '#libs/jobs/job-queues.js';
import { JobWorkers } from '#libs/jobs/job-workers.js';
import { connectRedis } from '#libs/jobs/redis.js';
import { RETRY } from '#libs/jobs/retry-policy.js';
import { type DueWorkHandler, runDueJob } from '#libs/jobs/run-due-job.js';
import { FixedClock } from '#libs/kernel/clock.js';
import { silentLogger } from '#libs/observability/logger.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { eventually } from '#libs/testing/eventually.js';

export const PRACTICE = 'demo';
export const plan: JobPlan = {
  queues: [
    { name: 'submissions', concurrency: 4 },
    { name: 'alarms', concurrency: 1 },
  ],
  kinds: [
    { kind: 'claim-release', queue: 'submissions', retry: { ...RETRY.decision, attempts: 2, firstDelayMs: 10 } },
    { kind: 'deadline-alarm', queue: 'alarms', retry: RETRY.alarm },
  ],
};

/** One working house of due work on a real Postgres and a real Redis, with names of its own. */
export class DueWorkHouse {
  readonly clock = new FixedClock(new Date('2026-03-02T12:00:00.000Z'));
  private readonly time = { current: async () => this.clock.now() };
  readonly done: string[] = [];
  readonly namespace = `t-${randomUUID().slice(0, 8)}`;
  readonly redis = connectRedis(redisUrl(), { name: 'test', logger: silentLogger });
  readonly table: DueWorkTable;
  readonly queues: JobQueues;
  readonly reconciler: DueWorkReconciler;
  workers: JobWorkers | null = null;

  private constructor(readonly database: TestDatabase) {
    this.table = new DueWorkTable(database.pool);
    this.queues = new JobQueues(this.redis, plan, this.namespace);
    this.reconciler = this.anotherReconciler();
  }

  static async open(): Promise<DueWorkHouse> {
    return new DueWorkHouse(await freshDatabase());
  }

  anotherReconciler(): DueWorkReconciler {
    const { table, queues, time: clock } = this;
    const settings = { ...RECONCILER, everyMs: 20, askAgainMs: 50, failedRestMs: 0 };
    return new DueWorkReconciler({ table, queues, clock, logger: silentLogger }, settings);
  }

  /** Starts workers; by default a job only marks its row as done, as the fold of its event would. */
  work(handler: DueWorkHandler = (work) => this.finish(work.intent)): void {
    const handlers = { 'claim-release': handler, 'deadline-alarm': handler };
    const { table, time: clock, redis, namespace } = this;
    this.workers = new JobWorkers({
      redis,
      plan,
      namespace,
      logger: silentLogger,
      run: (job) => runDueJob(job, { table, clock, handlers }),
    });
  }

  async finish(intent: string): Promise<void> {
    this.done.push(intent);
    await this.database.pool.query(`update work.due_work set state = 'done' where intent = $1`, [intent]);
  }

  async add(kind: string, intent: string, dueAt: string, { revision = 1, state = 'open' } = {}): Promise<void> {
    await this.database.pool.query(
      `insert into work.due_work (practice, kind, intent, due_at, revision, stream, stream_version, state)
       values ($1, $2, $3, $4, $5, $6, 1, $7)
       on conflict (practice, kind, intent) do update set due_at = $4, revision = $5, state = $7`,
      [PRACTICE, kind, intent, dueAt, revision, `${PRACTICE}/claim-${intent}`, state],
    );
  }

  async openRows(): Promise<number> {
    const { rows } = await this.database.pool.query(`select 1 from work.due_work where state = 'open'`);
    return rows.length;
  }

  /** Takes away all that this house keeps in Redis, as a flush would. */
  async emptyRedis(): Promise<void> {
    const keys = await this.redis.keys(`${redisPrefix(this.namespace)}*`);
    for (let from = 0; from < keys.length; from += 10_000) await this.redis.unlink(...keys.slice(from, from + 10_000));
  }

  async close(): Promise<void> {
    await this.reconciler.stop();
    await this.workers?.close();
    await this.queues.close();
    await this.emptyRedis();
    await this.redis.quit();
    await this.database.drop();
  }
}

export function redisUrl(): string {
  const url = process.env.REDIS_URL;
  if (!url) throw new Error('REDIS_URL must name a Redis for the tests');
  return url;
}

/** Waits until assertions hold. */
export async function untilHolds(assertions: () => void | Promise<void>): Promise<void> {
  await eventually('the assertions to hold', async () => {
    await assertions();
    return true;
  });
}
