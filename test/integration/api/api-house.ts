import { ApiModule } from '#apps/api/api.module.js';
import { readEnvironment } from '#libs/configuration/environment.js';
import { createApp, type RunningApp } from '#libs/observability/run-app.js';
import type { TestDatabase } from '#libs/testing/database.js';

/** The API on a database, in the mode of its store. */
export function openApi({ url }: Pick<TestDatabase, 'url'>, mode: 'demo' | 'production' = 'demo'): Promise<RunningApp> {
  const configuration = readEnvironment({
    ...{ CLAIMSTREAM_MODE: 'demo', DATABASE_URL: url, PORT: '0', LOG_LEVEL: 'fatal' },
    ...{ REDIS_URL: process.env.REDIS_URL, KAFKA_BROKERS: process.env.KAFKA_BROKERS },
    CLAIMSTREAM_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  // Issuer and certificates of a production store are none of what these specs look at.
  return createApp(ApiModule, { ...configuration, mode }, { name: 'api', defaultPort: 0 });
}
