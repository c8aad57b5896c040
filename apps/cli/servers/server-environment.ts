import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigurationError } from '#libs/configuration/configuration-error.js';
import { type Configuration, readEnvironment } from '#libs/configuration/environment.js';
import { InputError } from '../input/input-error.js';

/** Where a running `npm start` of this checkout says which servers it uses. */
const RECORDED = join('.local', 'run', 'environment.json');

/** Stands in for what a command does not use, so that only what it uses must be set. */
const UNUSED = {
  DATABASE_URL: 'postgres://unused/unused',
  REDIS_URL: 'redis://unused',
  KAFKA_BROKERS: 'unused:9092',
  CLAIMSTREAM_MODE: 'demo',
};

type Variables = Readonly<Record<string, string | undefined>>;

export type Used =
  | 'DATABASE_URL'
  | 'REDIS_URL'
  | 'CLAIMSTREAM_MODE'
  | 'KAFKA_BROKERS'
  | 'CLAIMSTREAM_MASTER_KEY'
  | 'CLAIMSTREAM_NAMESPACE'
  | 'CLAIMSTREAM_REFERENCE'
  | 'EXCHANGE_DIR';

/** May be left out, or have a default. */
const OPTIONAL: ReadonlySet<Used> = new Set(['CLAIMSTREAM_NAMESPACE', 'CLAIMSTREAM_REFERENCE', 'EXCHANGE_DIR']);

/**
 * The configuration of a command that uses these variables: from the environment, and what is not set there from the `npm start` that runs in this
 * checkout. Throws {@link InputError} naming every variable that is missing or wrong. What the command does not use is not to be looked at.
 */
export function serverConfiguration(
  used: readonly Used[],
  environment: Variables = process.env,
  recordedIn = join(projectRoot(), RECORDED),
): Configuration {
  const surroundings: Variables = { ...recorded(recordedIn), ...environment };
  const missing = used.filter((name) => !OPTIONAL.has(name) && !surroundings[name]);
  if (missing.length > 0)
    throw new InputError(`${missing.join(', ')} must be set, or npm start be running in this checkout`);
  const given = used.flatMap((name) => (surroundings[name] ? [[name, surroundings[name]]] : []));
  try {
    return readEnvironment({ ...UNUSED, ...Object.fromEntries(given) });
  } catch (error) {
    if (error instanceof ConfigurationError) throw new InputError(error.message);
    throw error;
  }
}

function recorded(file: string): Variables {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Variables;
  } catch {
    // Cut off or gone in between: as if it were not there.
    return {};
  }
}

/** This code stands in `apps/` or, built, in `dist/apps/`; the project is where package.json is. */
function projectRoot(folder = import.meta.dirname): string {
  return existsSync(join(folder, 'package.json')) || dirname(folder) === folder ? folder : projectRoot(dirname(folder));
}
