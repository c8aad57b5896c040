import type { PoolClient } from 'pg';
import { LOCK_CLASS } from '#libs/event-store/advisory-locks.js';
import { createPool } from '#libs/event-store/pool.js';
import { CodedError } from '#libs/kernel/coded-error.js';
import { pause } from '#libs/messaging/back-off.js';

/** The leader gives up a connection that does not answer for this long. */
const NO_ANSWER_MS = 5000;
/**
 * The server ends a connection on which nothing was asked for this long, and with it the lead of a process that was stopped or whose line was cut: its
 * kernel, or a box on the way, may answer for it for ever. A leader asks every 100 ms at least, and every second while it waits for the brokers.
 */
const SILENCE_MS = 3000;
const SIGN_OF_LIFE_MS = 1000;
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

/** Waits for something that is not the store's, and lets the server see meanwhile that the leader lives. Throws where the connection is gone. */
export async function aliveWhile(connection: PoolClient, work: Promise<unknown>): Promise<void> {
  const settled = new AbortController();
  const settle = () => settled.abort();
  work.then(settle, settle);
  for (;;) {
    await pause(SIGN_OF_LIFE_MS, settled.signal);
    if (settled.signal.aborted) return;
    await answerOf(connection.query('select 1'));
  }
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
          `select set_config('idle_session_timeout', $1, false), set_config('tcp_user_timeout', $1, false)`,
          [String(SILENCE_MS)],
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
