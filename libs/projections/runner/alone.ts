import type pg from 'pg';
import { LOCK_CLASS } from '#libs/event-store/advisory-locks.js';
import { RebuildRunning } from './rebuild-errors.js';

/** Runs work on a connection that holds the lock of a view's rebuilds; throws {@link RebuildRunning} where another holds it. */
export async function aloneOn<Value>(
  pool: pg.Pool,
  projection: string,
  work: (client: pg.PoolClient) => Promise<Value>,
): Promise<Value> {
  const client = await pool.connect();
  const lock = [LOCK_CLASS.rebuilds, projection];
  try {
    // A rebuild takes as long as it takes; what must be short has a lock time-out of its own.
    await client.query(`select set_config('statement_timeout', '0', false)`);
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as held',
      lock,
    );
    if (!rows[0]?.held) throw new RebuildRunning(projection);
    try {
      return await work(client);
    } finally {
      // Closing the connection is not enough: Postgres frees its locks a moment later, and whoever comes next would be turned away.
      await client.query('select pg_advisory_unlock($1, hashtext($2))', lock).catch(() => undefined);
    }
  } finally {
    // Thrown away: with it go the setting, and the lock where it could not be given back.
    client.release(true);
  }
}
