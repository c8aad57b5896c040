import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import pg from 'pg';
import type { Append, Appended } from '#libs/event-store/event.js';
import { EventStore } from '#libs/event-store/event-store.js';
import type { Pool } from '#libs/event-store/pool.js';
import type { Line } from '../bench.js';
import { peer } from '../peers/peer.js';
import { type Contestant, race } from '../race.js';
import { BARE_COPY, copyLine } from './bare-table.js';
import { newSessions } from './new-sessions.js';
import { BULK_CALLS, ROUNDS, SESSIONS_A_CALL } from './sizes.js';

const OF_COPY = 0.4;
const SESSIONS = BULK_CALLS * SESSIONS_A_CALL;

type CopyStreams = { readonly from: (sql: string) => pg.Submittable & Writable };

const calls = () => Array.from({ length: BULK_CALLS }, () => newSessions(SESSIONS_A_CALL));

function appendingMany(pool: Pool): Contestant<readonly Appended[]> {
  const store = new EventStore(pool);
  let batches: readonly (readonly Append[])[] = [];
  return {
    prepare: () => {
      batches = calls();
    },
    run: async () => {
      const appended: Appended[] = [];
      for (const batch of batches) appended.push(...(await store.appendMany(batch)));
      return appended;
    },
    check: (appended) => {
      assert.equal(appended.length, SESSIONS);
      assert.ok(appended.every(({ repeated, events }) => !repeated && events.length === 1));
    },
  };
}

function copying(pool: Pool, copy: CopyStreams): Contestant<void> {
  let batches: readonly string[] = [];
  return {
    prepare: async () => {
      await pool.query('truncate bare.events');
      batches = calls().map((batch) => batch.map(copyLine).join(''));
    },
    run: async () => {
      // COPY wants a connection to itself: those of the pool take several statements at a time.
      const client = new pg.Client({ ...pool.options, pipeline: false });
      await client.connect();
      try {
        for (const batch of batches) {
          const stream = client.query(copy.from(BARE_COPY));
          stream.end(batch);
          await once(stream, 'finish');
        }
      } finally {
        await client.end();
      }
    },
    check: async () => {
      const { rows } = await pool.query('select count(*)::integer as count from bare.events');
      assert.equal(rows[0]?.count, SESSIONS);
    },
  };
}

/** Sessions by the five hundred, one call after the other, each call a transaction. */
export async function* bulkLines(pool: Pool): AsyncGenerator<Line> {
  const copy = await peer<{ default: CopyStreams }>('pg-copy-streams');
  const taken = await race(
    { rounds: ROUNDS },
    {
      ours: appendingMany(pool),
      copy: copy && copying(pool, copy.default),
    },
  );
  yield {
    what: `bulk intake, ${SESSIONS_A_CALL} sessions a call`,
    amount: SESSIONS / taken.ours.seconds,
    unit: 'sessions/s',
    ...(taken.copy ? { peer: { name: 'COPY', amount: SESSIONS / taken.copy.seconds, aim: OF_COPY } } : {}),
  };
}
