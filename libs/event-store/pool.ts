import pg from 'pg';

/** The pool that a process shares; also the token under which it is injected. */
export const Pool = pg.Pool;
export type Pool = pg.Pool;

/** What the store needs of a pool, or of one connection of it. */
export type Queryable = Pick<pg.Pool, 'query'>;

export interface PoolOptions {
  readonly max?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** Told when an idle connection breaks; the pool replaces it. Without this listener Node would end the process. */
  readonly onError?: (error: Error) => void;
  readonly statementTimeoutMs?: number;
}

const { builtins, getTypeParser } = pg.types;

/** Object id of the type bigint[], which pg does not name. */
const INT8_ARRAY = 1016;

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint of the database is beyond 2^53');
  return value;
}

/** `2026-03-02 14:05:06.12+00` → `2026-03-02T14:05:06.120Z`: always three decimals, so that equal instants are equal texts. */
function parseInstant(text: string): string {
  const parts = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text);
  if (!parts) throw new RangeError('an instant of the database is not in UTC, or not finite');
  return `${parts[1]}T${parts[2]}.${(parts[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`;
}

const PARSERS = new Map<number, (text: string) => unknown>([
  [builtins.INT8, parseInt8],
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, parseInstant],
  [INT8_ARRAY, (text) => text.slice(1, -1).split(',').filter(Boolean).map(parseInt8)],
]);

/** How values come out of Postgres: DATE stays text, bigint is a safe integer, an instant is ISO 8601 in UTC. */
export const typeParsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return (format !== 'binary' && PARSERS.get(oid)) || getTypeParser(oid, format as 'text');
  },
};

/** A connection's settings with this project's parsers, for those who need one connection and no pool. */
export function connectionConfig(databaseUrl: string, options: PoolOptions): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    application_name: options.applicationName,
    options: '-c TimeZone=UTC -c DateStyle=ISO',
    types: typeParsers as pg.CustomTypesConfig,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs ?? 60_000,
    // A transaction that its process forgot holds the low-water mark, and so every reader.
    idle_in_transaction_session_timeout: 60_000,
  };
}

export function createPool(databaseUrl: string, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({ ...connectionConfig(databaseUrl, options), max: options.max ?? 10, pipeline: true });
  pool.on('error', (error) => options.onError?.(error));
  // A connection that breaks while it is taken out fails its query, or its next one; without a listener of its own it would end the process too.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
