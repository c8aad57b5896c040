import { Redis } from 'ioredis';
import { CodedError } from '#libs/kernel/coded-error.js';
import type { Logger } from '#libs/observability/logger.js';

/** Waits between two attempts to reach a Redis that is down: soon at first, then every few seconds for as long as it takes. */
const RECONNECT_FIRST_MS = 100;
const RECONNECT_LONGEST_MS = 5_000;
/** A Redis that is down is named in the log at most this often. */
const COMPLAIN_EVERY_MS = 10_000;

/** This Redis may throw keys away when its memory is full, and jobs with them. */
export class RedisEvicts extends CodedError {
  constructor(policy: string) {
    super(
      'redis.evicts',
      `REDIS_URL must name a Redis whose maxmemory-policy is noeviction (it is ${policy}): set it with --maxmemory-policy noeviction`,
    );
  }
}

/** A connection that comes back by itself; commands wait for it. `name` is shown in Redis' client list. */
export function connectRedis(url: string, { name, logger }: { name: string; logger: Logger }): Redis {
  const redis = new Redis(url, {
    connectionName: name,
    // Demanded by the queues: their blocking reads must outlast any loss of the connection.
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(RECONNECT_FIRST_MS * 2 ** Math.min(attempt, 10), RECONNECT_LONGEST_MS),
  });
  let complainedAt = Number.NEGATIVE_INFINITY;
  redis.on('error', (error) => {
    if (performance.now() - complainedAt < COMPLAIN_EVERY_MS) return;
    complainedAt = performance.now();
    logger.warn({ component: name, error }, 'Redis does not answer; trying again');
  });
  return redis;
}

/** Throws {@link RedisEvicts} where jobs could be evicted. A Redis that does not let us ask is trusted, as hosted ones often are. */
export async function requireNoEviction(redis: Redis, logger: Logger): Promise<void> {
  let policy: string | undefined;
  try {
    const answer = (await redis.config('GET', 'maxmemory-policy')) as unknown as readonly string[];
    policy = answer[1];
  } catch (error) {
    logger.warn({ component: 'redis', error }, 'Redis does not tell its eviction policy; it must be noeviction');
    return;
  }
  checkEvictionPolicy(policy);
}

/** Throws {@link RedisEvicts} for any policy but `noeviction`. */
export function checkEvictionPolicy(policy: string | undefined): void {
  if (policy !== undefined && policy !== 'noeviction') throw new RedisEvicts(policy);
}
