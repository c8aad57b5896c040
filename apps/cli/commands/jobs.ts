import { type FailedJob, FailedJobs, type FailedJobsFilter } from '#libs/jobs/failed-jobs.js';
import { connectRedis } from '#libs/jobs/redis.js';
import { silentLogger } from '#libs/observability/logger.js';
import { InputError } from '../input/input-error.js';
import { printJson, printText } from '../output/print.js';
import { table } from '../output/table.js';
import { serverConfiguration } from '../servers/server-environment.js';

interface JobsOptions extends FailedJobsFilter {
  readonly table?: boolean;
}

/** How long a Redis that does not answer is waited for. */
const ANSWER_MS = 5_000;

/** `jobs failed`: jobs whose attempts are used up. Gives true where there are any. */
export async function jobsFailed(options: JobsOptions): Promise<boolean> {
  const jobs = await withFailedJobs((failed) => failed.list(options));
  await print(jobs, options);
  return jobs.length > 0;
}

/** `jobs replay`: puts failed jobs back at the beginning of their attempts, and prints which. */
export async function jobsReplay(options: JobsOptions): Promise<boolean> {
  await print(await withFailedJobs((failed) => failed.replay(options)), options);
  return false;
}

async function withFailedJobs<Answer>(ask: (failed: FailedJobs) => Promise<Answer>): Promise<Answer> {
  const { redisUrl, namespace } = serverConfiguration(['REDIS_URL', 'CLAIMSTREAM_NAMESPACE']);
  const redis = connectRedis(redisUrl, { name: 'claimstream-cli', logger: silentLogger });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new InputError('REDIS_URL: Redis does not answer')), ANSWER_MS);
  });
  try {
    await Promise.race([redis.ping(), late]);
    return await ask(new FailedJobs(redis, namespace));
  } finally {
    clearTimeout(timer);
    redis.disconnect();
  }
}

async function print(jobs: readonly FailedJob[], { table: asTable }: JobsOptions): Promise<void> {
  if (!asTable) {
    for (const job of jobs) await printJson(job);
    return;
  }
  const rows = jobs.map((job) => [job.queue, job.jobId, job.attempts, job.failedAt ?? '', job.reason]);
  await printText(table(['queue', 'job', 'attempts', 'failed at', 'reason'], rows));
}
