import { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';
import { parseEhrSources } from './ehr-sources.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const present = (error: string) => z.string({ error }).min(1, { error });
const optional = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text === '' ? null : text));

function address(protocols: readonly string[], example: string) {
  const error = `must be an address such as ${example}`;
  return present(error).refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), { error });
}

const brokers = 'must be host:port, several separated by commas, such as 127.0.0.1:9092';
const masterKey = 'must be 32 random bytes in base64, such as `openssl rand -base64 32` prints';
/** Fewer characters could be guessed. */
const LEAST_TOKEN = 32;
const port = 'must be a port number from 0 to 65535';

const variables = z.object({
  DATABASE_URL: address(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database'),
  REDIS_URL: address(['redis:', 'rediss:'], 'redis://:password@host:6379'),
  KAFKA_BROKERS: present(brokers)
    .refine((text) => text.split(',').every((broker) => /^\s*(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}\s*$/.test(broker)), {
      error: brokers,
    })
    .transform((text) => text.split(',').map((broker) => broker.trim())),
  CLAIMSTREAM_MODE: z.enum(['demo', 'production'], { error: 'must be demo or production' }),
  CLAIMSTREAM_MASTER_KEY: optional.transform((text, context) => {
    if (text === null) return null;
    const key = Buffer.from(text, 'base64');
    if (key.length === 32 && /^[A-Za-z0-9+/]{43}=$/.test(text)) return key;
    context.addIssue({ code: 'custom', message: masterKey });
    return z.NEVER;
  }),
  CLAIMSTREAM_NAMESPACE: z
    .string()
    .regex(/^([a-z0-9][a-z0-9-]{0,39})?$/, {
      error: 'must be at most 40 lower-case letters, digits and hyphens, or empty',
    })
    .default(''),
  EXCHANGE_DIR: z.string().min(1, { error: 'must be a folder' }).default('.local/exchange'),
  CLAIMSTREAM_REFERENCE: optional,
  HOST: z.string().min(1, { error: 'must be the address to listen on' }).default('127.0.0.1'),
  PORT: optional.transform((text, context) => {
    if (text === null) return null;
    if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
    context.addIssue({ code: 'custom', message: port });
    return z.NEVER;
  }),
  EHR_SOURCES: z
    .string()
    .default('')
    .transform((text, context) => {
      const sources = parseEhrSources(text);
      if (sources) return sources;
      context.addIssue({
        code: 'custom',
        message: 'must bind each source to its practices, such as main=practice-a,practice-b;other=practice-c',
      });
      return z.NEVER;
    }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  CLAIMSTREAM_OPERATOR_TOKEN: optional.transform((text, context) => {
    if (text === null || text.length >= LEAST_TOKEN) return text;
    context.addIssue({
      code: 'custom',
      message: `must be at least ${LEAST_TOKEN} characters, such as \`openssl rand -hex 32\` prints`,
    });
    return z.NEVER;
  }),
  OIDC_ISSUER: optional,
  TLS_CERT_FILE: optional,
  TLS_KEY_FILE: optional,
  CLAIMSTREAM_REBUILD: z.enum(['at-start', ''], { error: 'must be at-start, or not be set' }).default(''),
  CLAIMSTREAM_CONTAINER: z
    .enum(['true', 'false', ''], { error: 'must be true or false' })
    .default('false')
    .transform((text) => text === 'true'),
});

/** What every app needs to know of its surroundings. Secrets in it are never logged. */
export interface Configuration {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly mode: 'demo' | 'production';
  /** Null on a demo store's apps that open no patient data; see `requireMasterKey`. */
  readonly masterKey: Buffer | null;
  /** Prefix of topics, consumer groups and queues, so that several installations may share servers; mostly empty. */
  readonly namespace: string;
  readonly exchangeDir: string;
  /** Folder of reference tables that lie over the project's own; null: there is none. */
  readonly referenceFolder: string | null;
  readonly host: string;
  /** Null: the app's own default. 0: any free port. */
  readonly port: number | null;
  /** Which practices an EHR source may record for. */
  readonly ehrSources: ReadonlyMap<string, readonly string[]>;
  readonly logLevel: z.infer<typeof variables>['LOG_LEVEL'];
  /** Opens the operators' pages of a production store; null: it has none. */
  readonly operatorToken: string | null;
  /** The projector rebuilds, when it starts, the views that another fold has made. */
  readonly rebuildAtStart: boolean;
  readonly oidcIssuer: string | null;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
}

/**
 * Reads and checks the environment. All that is wrong is thrown as one `ConfigurationError` with a message for each variable, which names it and
 * what it should look like, and never repeats its value.
 */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const parsed = variables.safeParse(environment);
  if (!parsed.success) {
    const problems = new Map<string, string>();
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0]);
      if (!problems.has(name)) problems.set(name, `${name} ${issue.message}`);
    }
    throw new ConfigurationError([...problems.values()]);
  }
  const value = parsed.data;
  const problems = [...(value.CLAIMSTREAM_MODE === 'production' ? missingInProduction(value) : exposedInDemo(value))];
  if ((value.TLS_CERT_FILE === null) !== (value.TLS_KEY_FILE === null)) {
    problems.push('TLS_CERT_FILE and TLS_KEY_FILE must be given together');
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return {
    databaseUrl: value.DATABASE_URL,
    redisUrl: value.REDIS_URL,
    kafkaBrokers: value.KAFKA_BROKERS,
    mode: value.CLAIMSTREAM_MODE,
    masterKey: value.CLAIMSTREAM_MASTER_KEY,
    namespace: value.CLAIMSTREAM_NAMESPACE,
    exchangeDir: value.EXCHANGE_DIR,
    referenceFolder: value.CLAIMSTREAM_REFERENCE,
    host: value.HOST,
    port: value.PORT,
    ehrSources: value.EHR_SOURCES,
    logLevel: value.LOG_LEVEL,
    operatorToken: value.CLAIMSTREAM_OPERATOR_TOKEN,
    rebuildAtStart: value.CLAIMSTREAM_REBUILD === 'at-start',
    oidcIssuer: value.OIDC_ISSUER,
    tls:
      value.TLS_CERT_FILE !== null && value.TLS_KEY_FILE !== null
        ? { certFile: value.TLS_CERT_FILE, keyFile: value.TLS_KEY_FILE }
        : null,
  };
}

/** The key that wraps all others; apps that open patient data cannot start without it. */
export function requireMasterKey(configuration: Configuration): Buffer {
  if (configuration.masterKey) return configuration.masterKey;
  throw new ConfigurationError([`CLAIMSTREAM_MASTER_KEY ${masterKey}`]);
}

function* missingInProduction(value: z.infer<typeof variables>): Iterable<string> {
  if (
    value.OIDC_ISSUER === null ||
    !URL.canParse(value.OIDC_ISSUER) ||
    new URL(value.OIDC_ISSUER).protocol !== 'https:'
  ) {
    yield 'OIDC_ISSUER must be the https address of the identity provider; a production store does not start without it';
  }
  if (value.TLS_CERT_FILE === null) {
    yield 'TLS_CERT_FILE must be the file of the certificate chain (PEM); a production store does not start without it';
  }
  if (value.TLS_KEY_FILE === null) {
    yield 'TLS_KEY_FILE must be the file of the private key (PEM); a production store does not start without it';
  }
  if (value.CLAIMSTREAM_MASTER_KEY === null) {
    yield `CLAIMSTREAM_MASTER_KEY ${masterKey}; a production store does not start without it`;
  }
}

function* exposedInDemo(value: z.infer<typeof variables>): Iterable<string> {
  // In a container the loopback is the container's own; there the published port is what is bound to the host's loopback.
  if (!LOOPBACK.has(value.HOST) && !value.CLAIMSTREAM_CONTAINER) {
    yield 'HOST must be 127.0.0.1, ::1 or localhost on a demo store, which has no sign-in of its own';
  }
}
