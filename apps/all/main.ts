import { takeLargeBodies } from '#apps/intake/body-limit.js';
import { ConfigurationError } from '#libs/configuration/configuration-error.js';
import { readEnvironment } from '#libs/configuration/environment.js';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { Pool } from '#libs/event-store/pool.js';
import { keepTrying } from '#libs/messaging/back-off.js';
import { awaitSchema } from '#libs/migrations/await-schema.js';
import { migrate } from '#libs/migrations/migrate.js';
import { drainOnSignals } from '#libs/observability/drain.js';
import { createLogger } from '#libs/observability/logger.js';
import { createApp, type RunningApp } from '#libs/observability/run-app.js';
import { isInfrastructureError } from '#libs/projections/runner/infrastructure-error.js';
import { allModule } from './all.module.js';
import { type Options, readOptions, UnknownOption } from './options.js';
import { showSample } from './sample.js';
import { worklist } from './worklist.js';

const say = (words: string) => process.stderr.write(`claimstream: ${words}\n`);

/** Migrates as soon as Postgres answers. */
async function migrated(databaseUrl: string, mode: 'demo' | 'production', running: AbortSignal): Promise<void> {
  const logger = createLogger({ app: 'all', level: 'info' });
  await keepTrying(() => migrate({ databaseUrl, mode }), {
    signal: running,
    retryable: isInfrastructureError,
    onFailure: (error, attempt, waitMs) => logger.warn({ error, attempt, waitMs }, 'Postgres cannot be reached'),
  });
}

async function show(app: RunningApp, options: Options, signal: AbortSignal): Promise<void> {
  const { configuration, logger } = app;
  if (configuration.mode === 'demo') {
    await showSample(app.app, configuration, { empty: options.empty, until: options.until, signal, logger, say });
    process.stdout.write(`${await worklist(app.app.get(Pool), samplePractice.practiceId)}\n\n`);
    process.stdout.write(`Console: ${app.url}/console?practiceId=${samplePractice.practiceId}\n`);
  }
  if (options.once) {
    await app.close();
    process.exit(0);
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  const configuration = readEnvironment(process.env);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  await migrated(configuration.databaseUrl, configuration.mode, stopping.signal);
  await awaitSchema(configuration, createLogger({ app: 'all', level: configuration.logLevel }));
  const app = await createApp(allModule(configuration), configuration, {
    name: 'all',
    defaultPort: 3000,
    configure: takeLargeBodies,
  });
  drainOnSignals(app);
  await show(app, options, stopping.signal).catch((error: unknown) => {
    // Stopped in the middle of the sample: the drain is under way, and the next start goes on.
    if (!stopping.signal.aborted) throw error;
  });
} catch (error) {
  if (error instanceof ConfigurationError) for (const problem of error.problems) say(problem);
  else if (error instanceof UnknownOption) say(error.message);
  else throw error;
  process.exit(1);
}
