import { connectRedis } from '#libs/jobs/redis.js';
import { silentLogger } from '#libs/observability/logger.js';
import type { Fault } from './fault.js';

/** Postgres's immediate shutdown: nobody is asked, nothing is written, and the next start recovers from the log. */
export const postgresShutDown: Fault = {
  name: 'Postgres shut down at once and started again',
  when: 'in the day',
  async inflict({ house: { servers } }) {
    await servers.postgres.crash('SIGQUIT');
    await servers.postgres.startAgain();
  },
};

export const redisKilled: Fault = {
  name: 'Redis killed and started again',
  when: 'in the day',
  async inflict({ house: { servers } }) {
    await servers.redis.crash('SIGKILL');
    await servers.redis.startAgain();
  },
};

/** Every queue and every job in it is gone. */
export const redisFlushed: Fault = {
  name: 'Redis flushed',
  when: 'in the day',
  async inflict({ house: { servers } }) {
    const redis = connectRedis(servers.redis.address, { name: 'claimstream-test', logger: silentLogger });
    try {
      await redis.flushall();
    } finally {
      redis.disconnect();
    }
  },
};
