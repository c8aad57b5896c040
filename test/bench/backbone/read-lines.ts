import assert from 'node:assert/strict';
import { EventStore } from '#libs/event-store/event-store.js';
import type { Pool } from '#libs/event-store/pool.js';
import type { Line } from '../bench.js';
import { type Contestant, race } from '../race.js';
import { CLAIMS, ROUNDS } from './sizes.js';
import { EVENTS_A_CLAIM } from './stored-claims.js';

const OF_SELECT = 0.7;
const PAGE_EVENTS = 1_000;
const EVENTS = CLAIMS * EVENTS_A_CLAIM;

type Page = readonly { readonly position: number }[];

/** Reads page after page from the first event; the events must come in order, and all of those that were there at the start. */
function paging(page: (after: number) => Promise<Page>): Contestant<{ events: number; inOrder: boolean }> {
  return {
    run: async () => {
      let after = 0;
      let events = 0;
      let inOrder = true;
      for (;;) {
        const rows = await page(after);
        for (const { position } of rows) {
          inOrder &&= position > after;
          after = position;
        }
        events += rows.length;
        if (rows.length < PAGE_EVENTS) return { events, inOrder };
      }
    },
    check: ({ events, inOrder }) => {
      assert.ok(inOrder);
      assert.ok(events >= EVENTS);
    },
  };
}

/** `select *` without a mark up to which it is safe to read; over the same pool, so with the same parsers. */
export function barePage(pool: Pool, limit: number) {
  return async (after: number) => {
    const text = 'select * from store.events where position > $1 order by position limit $2';
    const { rows } = await pool.query({ name: 'bare-page', text, values: [after, limit] });
    return rows as Page;
  };
}

/** All events of a store, in position order. */
export async function* readLines(pool: Pool): AsyncGenerator<Line> {
  const store = new EventStore(pool);
  const { rows } = await pool.query<{ count: number }>('select count(*) as count from store.events');
  const events = rows[0]?.count ?? 0;
  const { ours, bare } = await race(
    { rounds: ROUNDS },
    {
      ours: paging((after) => store.readAll({ after, limit: PAGE_EVENTS })),
      bare: paging(barePage(pool, PAGE_EVENTS)),
    },
  );
  const peer = { name: 'SELECT', amount: events / bare.seconds, aim: OF_SELECT };
  yield { what: 'read all in position order', amount: events / ours.seconds, unit: 'events/s', peer };
}
