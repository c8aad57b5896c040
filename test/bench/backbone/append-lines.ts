import assert from 'node:assert/strict';
import type { Append, Appended, NewEvent } from '#libs/event-store/event.js';
import { EventStore } from '#libs/event-store/event-store.js';
import type { Pool } from '#libs/event-store/pool.js';
import type { Line } from '../bench.js';
import { type Contestant, race, type Taken } from '../race.js';
import { BARE_INSERT, bareValues } from './bare-table.js';
import type { Emmett } from './emmett.js';
import { inFlight } from './in-flight.js';
import { newSessions } from './new-sessions.js';
import { APPENDS, IN_FLIGHT, ROUNDS } from './sizes.js';

const TIMES_EMMETT = 2.5;
const OF_INSERT = 0.8;
const OF_SMALL = 0.9;

const perSecond = ({ seconds }: Taken) => APPENDS / seconds;

/** Appends sessions, each in a commit of its own; each must have got a place of its own in the one order. */
function appending(pool: Pool): Contestant<readonly Appended[]> {
  const store = new EventStore(pool);
  let sessions: readonly Append[] = [];
  return {
    prepare: () => {
      sessions = newSessions(APPENDS);
    },
    run: async () => {
      const appended: Appended[] = [];
      await inFlight(APPENDS, IN_FLIGHT, async (index) => {
        appended.push(await store.append(sessions[index] as Append));
      });
      return appended;
    },
    check: async (appended) => {
      const positions = new Set(appended.flatMap(({ events }) => events.map(({ position }) => position)));
      assert.equal(positions.size, APPENDS);
      const { rows } = await pool.query(
        'select count(*)::integer as count from store.events where position = any($1)',
        [[...positions]],
      );
      assert.equal(rows[0]?.count, APPENDS);
    },
  };
}

/** The same rows by a prepared INSERT, without version, idempotency or order. */
function inserting(pool: Pool): Contestant<void> {
  let values: readonly (readonly unknown[])[] = [];
  return {
    prepare: async () => {
      await pool.query('truncate bare.events');
      values = newSessions(APPENDS).map(bareValues);
    },
    run: () =>
      inFlight(APPENDS, IN_FLIGHT, (index) =>
        pool.query({ name: 'bare-insert', text: BARE_INSERT, values: [...(values[index] as readonly unknown[])] }),
      ),
    check: async () => {
      const { rows } = await pool.query('select count(*)::integer as count from bare.events');
      assert.equal(rows[0]?.count, APPENDS);
    },
  };
}

/** The same facts in emmett's own store; what is encrypted stands in its JSON as base64. */
function emmettAppending(emmett: Emmett): Contestant<number> {
  let events: readonly { readonly stream: string; readonly event: object }[] = [];
  return {
    prepare: () => {
      events = newSessions(APPENDS).map(({ streams: [target], commandId, actor }) => {
        const { type, data, sealed } = (target?.events ?? [])[0] as NewEvent;
        const all = { ...data, sealed: sealed?.toString('base64') ?? null };
        return { stream: target?.stream ?? '', event: { type, data: all, metadata: { commandId, actor } } };
      });
    },
    run: async () => {
      const before = await emmett.countEvents();
      await inFlight(APPENDS, IN_FLIGHT, (index) => {
        const { stream, event } = events[index] as (typeof events)[number];
        return emmett.append(stream, [event]);
      });
      return before;
    },
    check: async (before) => assert.equal((await emmett.countEvents()) - before, APPENDS),
  };
}

interface Stores {
  /** Hold nothing but what is appended here. */
  readonly fresh: Pool;
  readonly small: Pool;
  readonly large: Pool;
  readonly emmett: Emmett | undefined;
}

/** One event a commit, into a fresh store beside its peers, and into one that is ten times as large as another. */
export async function* appendLines({ fresh, small, large, emmett }: Stores): AsyncGenerator<Line> {
  const taken = await race(
    { rounds: ROUNDS },
    {
      ours: appending(fresh),
      insert: inserting(fresh),
      small: appending(small),
      large: appending(large),
      emmett: emmett && emmettAppending(emmett),
    },
  );
  const what = `append, 1 event a commit, ${IN_FLIGHT} in flight`;
  const line = { what, amount: perSecond(taken.ours), unit: 'events/s' };
  if (taken.emmett) yield { ...line, peer: { name: 'emmett', amount: perSecond(taken.emmett), aim: TIMES_EMMETT } };
  yield { ...line, peer: { name: 'INSERT', amount: perSecond(taken.insert), aim: OF_INSERT } };
  const beside = { name: 'tenth of the table', amount: perSecond(taken.small), aim: OF_SMALL };
  yield { what: 'append, table 10 × larger', amount: perSecond(taken.large), unit: 'events/s', peer: beside };
}
