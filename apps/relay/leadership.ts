import type { PoolClient } from 'pg';
import { LOCK_CLASS } from '#libs/event-store/advisory-locks.js';
import { createPool } from '#libs/event-store/pool.js';
import { CodedError } from '#libs/kernel/coded-error.js';
import { pause } from '#libs/messaging/back-off.js';

/** The leader gives up a connection that does not answer for this long; the server drops one whose machine is gone after about the same time. */
const NO_ANSWER_MS = 5000;
const ASK_AGAIN_MS = 250;

export class NoAnswer extends CodedError {
  constructor() {
    super('relay.no-answer', `the store did not answer within ${NO_ANSWER_MS} ms`);
  }
}

/** Waits for an answer of the store, but not for ever: a cut connection says nothing by itself. */
export async function answerOf<Value>(asked: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), NO_ANSWER_MS);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/**
 * Opens a connection of its own, waits on it until it holds the leader's lock, and then leads on that same connection: when the connection is gone, so is
 * the lock, and whoever stands by takes over. Resolves when `lead` does or when the signal is aborted; throws when the connection breaks.
 */
export async function whileLeading(
  databaseUrl: string,
  signal: AbortSignal,
  lead: (connection: PoolClient) => Promise<void>,
): Promise<void> {
  const pool = createPool(databaseUrl, { applicationName: 'claimstream-relay', max: 1 });
  try {
    const connection = await pool.connect();
    // An error on a connection in use is told by the query that was running; without a listener it would end the process.
    connection.on('error', () => {});
    try {
      await answerOf(
        connection.query(
          `select set_config('tcp_keepalives_idle', '2', false), set_config('tcp_keepalives_interval', '1', false),
             set_config('tcp_keepalives_count', '2', false), set_config('tcp_user_timeout', '4000', false)`,
        ),
      );
      while (!signal.aborted && !(await holdsLock(connection))) await pause(ASK_AGAIN_MS, signal);
      if (!signal.aborted) await lead(connection);
    } finally {
      connection.release(true);
    }
  } finally {
    await pool.end();
  }
}

async function holdsLock(connection: PoolClient): Promise<boolean> {
  const { rows } = await answerOf(
    connection.query<{ held: boolean }>('select pg_try_advisory_lock($1, 0) as held', [LOCK_CLASS.relayLeader]),
  );
  return rows[0]?.held === true;
}
