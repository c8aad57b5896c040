import { setTimeout } from 'node:timers/promises';
import { ConfigurationError } from '#libs/configuration/configuration-error.js';
import { createPool } from '#libs/event-store/pool.js';
import type { Logger } from '#libs/observability/logger.js';
import { readAppliedSchema, type SchemaStanding, schemaStanding } from './known-schema.js';

const LOOK_AGAIN_MS = 1000;

/**
 * Waits until the database has had every migration that this program knows, and says what is awaited. A newer database is worked with, with a warning, unless something that
 * this program reads has been taken away: then throws a {@link ConfigurationError}. For the start of an app, before it reads anything.
 */
export async function awaitSchema(
  { databaseUrl }: { readonly databaseUrl: string },
  logger: Pick<Logger, 'warn'>,
  { lookAgainMs = LOOK_AGAIN_MS, signal }: { lookAgainMs?: number; signal?: AbortSignal } = {},
): Promise<void> {
  const pool = createPool(databaseUrl, { applicationName: 'claimstream-schema', max: 1 });
  let said = '';
  const say = (fields: object, words: string) => {
    if (words !== said) logger.warn(fields, words);
    said = words;
  };
  try {
    for (;;) {
      const found = await readAppliedSchema(pool).then(schemaStanding, (error: unknown) => ({ error }));
      if ('error' in found) say(found, 'the schema of the database cannot be read; waiting for it');
      else if (mayStart(found, say)) return;
      await setTimeout(lookAgainMs, undefined, { signal });
    }
  } finally {
    await pool.end();
  }
}

/** False where it is to be waited for. */
function mayStart(found: SchemaStanding, say: (fields: object, words: string) => void): boolean {
  if (found.standing === 'current') return true;
  const { standing, migrations } = found;
  if (standing === 'contracted')
    throw new ConfigurationError([
      'DATABASE_URL names a database from which a newer version has taken what this one reads: start that version',
    ]);
  if (standing === 'newer') say({ migrations }, 'the database is newer than this version, which can work with it');
  else say({ migrations }, 'the database is older than this version: run `claimstream migrate`; waiting for it');
  return standing === 'newer';
}
