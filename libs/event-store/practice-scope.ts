import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import type { Queryable } from './pool.js';

/** What the policies of `roles.sql` compare a row's practice with. */
const SET_PRACTICE = `select set_config('claimstream.practice', $1, true)`;

const scope = new AsyncLocalStorage<string>();

/** Runs work, and all that it awaits, in the name of one practice: statements of {@link practiceBound} see no row of another. */
export function withinPractice<Value>(practice: string, work: () => Value): Value {
  return scope.run(practice, work);
}

/** The practice in whose name the caller runs; undefined outside of {@link withinPractice}. */
export const practiceInScope = (): string | undefined => scope.getStore();

/** Begins a transaction that sees one practice, where the login is one that row-level security binds to it (`claimstream_api`). */
export async function beginWithin(connection: Queryable, practice: string): Promise<void> {
  await connection.query('begin');
  await connection.query(SET_PRACTICE, [practice]);
}

/**
 * A pool of which each statement within {@link withinPractice} is a transaction of its own that knows the practice; all others go to `otherwise`. The setting ends with its
 * transaction, so it holds also where a pooler stands between.
 */
export function practiceBound(pool: pg.Pool, otherwise: Queryable = pool): Queryable {
  const query = async (statement: string | pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult> => {
    const practice = practiceInScope();
    if (practice === undefined) return otherwise.query(statement, values as never);
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await beginWithin(client, practice);
      const result = await client.query(statement, values as never);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  };
  return { query } as unknown as Queryable;
}
