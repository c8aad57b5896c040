import assert from 'node:assert/strict';
import { EventStore } from '#libs/event-store/event-store.js';
import type { Pool } from '#libs/event-store/pool.js';
import { claimView } from '#libs/projections/claim-view/claim-view.js';
import { type Rebuilt, rebuildView } from '#libs/projections/runner/rebuild-view.js';
import { anyView } from '#libs/projections/runner/view-projection.js';
import type { Line, Say } from '../bench.js';
import { type Contestant, race } from '../race.js';
import type { Emmett } from './emmett.js';
import { barePage } from './read-lines.js';
import { CLAIMS, MANY_CLAIMS, PEER_CLAIMS, ROUNDS } from './sizes.js';
import { claimOf, EVENTS_A_CLAIM, eventsOfClaim } from './stored-claims.js';

const OF_BARE = 0.4;
const TIMES_EMMETT = 30;
const OF_SMALL = 0.9;
const PAGE_EVENTS = 5_000;
const ROWS_A_STATEMENT = 10_000;

/** Beside the live view and into its place, as an operator would; every claim must stand at its last event, paid. */
function rebuilding(pool: Pool, claims: number): Contestant<Rebuilt> {
  const store = new EventStore(pool);
  return {
    run: () => rebuildView({ pool, source: store, projection: anyView(claimView) }),
    check: async ({ switched, events, different, parked }) => {
      assert.ok(switched);
      assert.deepEqual([events, different.length, parked.length], [claims * EVENTS_A_CLAIM, 0, 0]);
      const { rows } = await pool.query(
        `select count(*)::integer as claims, min(version) as version, sum(paid_cents)::text as paid from views.claim where adjudication = 'paid'`,
      );
      const [row] = rows;
      assert.deepEqual([row?.claims, row?.version], [claims, EVENTS_A_CLAIM]);
    },
  };
}

/** What no rebuild can be faster than: the rows of all events are read, and the rows that come of them are written. */
function reading(pool: Pool, portions: () => readonly string[]): Contestant<number> {
  const page = barePage(pool, PAGE_EVENTS);
  return {
    prepare: async () => {
      await pool.query(
        'create schema if not exists bare; drop table if exists bare.claim; create table bare.claim (like views.claim including all)',
      );
    },
    run: async () => {
      let events = 0;
      for (let after = 0; ; ) {
        const rows = await page(after);
        events += rows.length;
        after = rows.at(-1)?.position ?? after;
        if (rows.length < PAGE_EVENTS) break;
      }
      for (const portion of portions()) await upsert(pool, portion);
      return events;
    },
    check: async (events) => {
      assert.ok(events >= MANY_CLAIMS * EVENTS_A_CLAIM);
      const { rows } = await pool.query('select count(*)::integer as count from bare.claim');
      assert.equal(rows[0]?.count, MANY_CLAIMS);
    },
  };
}

async function upsert(pool: Pool, portion: string): Promise<void> {
  await pool.query(
    `insert into bare.claim select * from json_populate_recordset(null::views.claim, $1)
     on conflict (practice, stream) do update set version = excluded.version, state = excluded.state`,
    [portion],
  );
}

/** The view's rows as the JSON that a bulk upsert takes. */
async function viewRows(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ portion: string }>(
    `select json_agg(row)::text as portion
     from (select (row_number() over () - 1) / ${ROWS_A_STATEMENT} as part, claim as row from views.claim as claim) as numbered group by part`,
  );
  return rows.map(({ portion }) => portion);
}

function emmettRebuilding(emmett: Emmett): Contestant<void> {
  return {
    prepare: () => emmett.readyToRebuild(),
    run: () => emmett.rebuildClaims(),
    check: async () => assert.equal(await emmett.countClaims(), PEER_CLAIMS),
  };
}

async function giveClaims(emmett: Emmett): Promise<void> {
  for (let n = 1; n <= PEER_CLAIMS; n += 1) await emmett.append(claimOf(n), eventsOfClaim(n));
}

interface Stores {
  readonly small: Pool;
  readonly large: Pool;
  readonly emmett: Emmett | undefined;
}

/** The claim view folded anew from every event of a store, and of one ten times as large. */
export async function* rebuildLines({ small, large, emmett }: Stores, say: Say): AsyncGenerator<Line> {
  if (emmett) await giveClaims(emmett);
  say('the first rebuild, which is not timed');
  await rebuildView({ pool: large, source: new EventStore(large), projection: anyView(claimView) });
  const rows = await viewRows(large);
  const taken = await race(
    { rounds: ROUNDS, warmUp: 0 },
    {
      small: rebuilding(small, CLAIMS),
      large: rebuilding(large, MANY_CLAIMS),
      bare: reading(large, () => rows),
      emmett: emmett && emmettRebuilding(emmett),
    },
  );
  const perSecond = (claims: number, seconds: number) => (claims * EVENTS_A_CLAIM) / seconds;
  const amount = perSecond(MANY_CLAIMS, taken.large.seconds);
  const what = `rebuild the claim view from ${(MANY_CLAIMS * EVENTS_A_CLAIM).toLocaleString('en-US')} events`;
  const line = { what, amount, unit: 'events/s' };
  const bare = perSecond(MANY_CLAIMS, taken.bare.seconds);
  yield { ...line, peer: { name: 'SELECT and upsert', amount: bare, aim: OF_BARE } };
  if (taken.emmett) {
    const theirs = perSecond(PEER_CLAIMS, taken.emmett.seconds);
    yield { ...line, peer: { name: 'emmett', amount: theirs, aim: TIMES_EMMETT } };
  }
  const tenth = { name: 'tenth of the table', amount: perSecond(CLAIMS, taken.small.seconds), aim: OF_SMALL };
  yield { what: 'rebuild, table 10 × larger', amount, unit: 'events/s', peer: tenth };
}
