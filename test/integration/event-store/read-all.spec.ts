import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { EventStore } from '#libs/event-store/event-store.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { appendTo, PRACTICE } from './appends.js';

let database: TestDatabase;
let store: EventStore;
let after: number;

beforeAll(async () => {
  database = await freshDatabase();
  store = new EventStore(database.pool);
});
afterAll(() => database.drop());
beforeEach(async () => {
  after = await store.headPosition();
});

const claim = (name: string) => `${PRACTICE}/claim-${name}`;
const streamsRead = async () => (await store.readAll({ after, limit: 100 })).map((event) => event.stream);

/** A transaction held open by hand, in which `work` was done. */
async function held(work: (client: pg.PoolClient) => Promise<unknown>) {
  const client = await database.pool.connect();
  await client.query('begin');
  await work(client);
  const end = async (statement: string) => {
    await client.query(statement);
    client.release();
  };
  return { commit: () => end('commit'), rollback: () => end('rollback') };
}

describe('reading all events', () => {
  it('finds the very first one', async () => {
    const empty = await freshDatabase();
    const fresh = new EventStore(empty.pool);
    expect([await fresh.headPosition(), await fresh.readAll({ after: 0, limit: 10 })]).toEqual([0, []]);
    const { events } = await fresh.append(appendTo(claim('first')));
    expect(await fresh.readAll({ after: 0, limit: 10 })).toEqual(events);
    expect(await fresh.headPosition()).toBe(events[0]?.position);
    await empty.drop();
  });

  it('goes on page by page in position order', async () => {
    await store.appendMany(Array.from({ length: 25 }, (_, index) => appendTo(claim(`page-${index}`))));
    const pages: number[] = [];
    let last = after;
    for (;;) {
      const page = await store.readAll({ after: last, limit: 10 });
      if (page.length === 0) break;
      pages.push(page.length);
      for (const event of page) {
        expect(event.position).toBeGreaterThan(last);
        last = event.position;
      }
    }
    expect(pages).toEqual([10, 10, 5]);
    expect(await store.headPosition()).toBe(last);
  });

  it('does not skip events written by a slow transaction that began before a faster one', async () => {
    const slow = await held((client) => new EventStore(client).append(appendTo(claim('slow'))));
    await store.append(appendTo(claim('fast')));
    expect(await streamsRead()).toEqual([]);
    expect(await store.headPosition()).toBe(after);
    await slow.commit();
    expect(await streamsRead()).toEqual([claim('slow'), claim('fast')]);
  });

  it('goes past the hole of a transaction that was rolled back, and to a head that stands on an event', async () => {
    const slow = await held((client) => new EventStore(client).append(appendTo(claim('gone'), { count: 3 })));
    await store.append(appendTo(claim('stays')));
    await slow.rollback();
    expect(await streamsRead()).toEqual([claim('stays')]);
    const head = await store.headPosition();
    const gone = await held((client) => new EventStore(client).append(appendTo(claim('gone'), { count: 3 })));
    await gone.rollback();
    expect(await store.headPosition()).toBe(head);
  });

  it('goes past the hole of a terminated backend', async () => {
    const client = await database.pool.connect();
    client.on('error', () => undefined);
    const { rows } = await client.query('select pg_backend_pid() as pid');
    await client.query('begin');
    await new EventStore(client).append(appendTo(claim('killed')));
    await store.append(appendTo(claim('lives')));
    expect(await streamsRead()).toEqual([]);
    await database.pool.query('select pg_terminate_backend($1, 5000)', [rows[0].pid]);
    client.release(true);
    expect(await streamsRead()).toEqual([claim('lives')]);
  });

  it('gives what was committed before a slow transaction, and waits for that one alone', async () => {
    await store.append(appendTo(claim('before')));
    const slow = await held((client) => new EventStore(client).append(appendTo(claim('held'))));
    await store.append(appendTo(claim('behind')));
    expect(await streamsRead()).toEqual([claim('before')]);
    await slow.commit();
    expect(await streamsRead()).toEqual([claim('before'), claim('held'), claim('behind')]);
  });

  it('is delayed neither by a foreign writing transaction nor by a writer that waits for a stream', async () => {
    const foreign = await held((client) => client.query('create table views.foreign_work (id int)'));
    const slow = await held((client) =>
      client.query('select pg_advisory_xact_lock(5101, (hashtextextended($1, 0) & 1023)::int)', [claim('waited-for')]),
    );
    const waiting = store.append(appendTo(claim('waited-for')));
    await store.append(appendTo(claim('undelayed')));
    expect(await streamsRead()).toEqual([claim('undelayed')]);
    await slow.rollback();
    await waiting;
    expect(await streamsRead()).toEqual([claim('undelayed'), claim('waited-for')]);
    await foreign.rollback();
  });

  it('is not held back by advisory locks of others', async () => {
    const others = await held((client) =>
      client.query(
        'select pg_advisory_xact_lock(5104, 1), pg_advisory_xact_lock_shared(5104, 0), pg_advisory_xact_lock(1)',
      ),
    );
    await store.append(appendTo(claim('unheld')));
    expect(await streamsRead()).toEqual([claim('unheld')]);
    await others.commit();
  });
});

describe('stream heads', () => {
  it('name each stream touched in a range once, with its last version, however the range is paged', async () => {
    for (const name of ['a', 'b', 'a', 'c', 'b', 'a']) await store.append(appendTo(claim(`head-${name}`)));
    const heads = new Map<string, number>();
    let last = after;
    for (;;) {
      const page = await store.streamHeads({ after: last, limit: 2 });
      if (page.length === 0) break;
      for (const { stream, version } of page) heads.set(stream, version);
      last = page.at(-1)?.position ?? last;
    }
    expect(heads).toEqual(
      new Map([
        [claim('head-a'), 3],
        [claim('head-b'), 2],
        [claim('head-c'), 1],
      ]),
    );
    const all = await store.streamHeads({ after, limit: 100 });
    expect(all.map((head) => head.stream)).toEqual([claim('head-c'), claim('head-b'), claim('head-a')]);
  });

  it('say nothing of what stands above the bound or the low-water mark', async () => {
    const first = await store.append(appendTo(claim('bound')));
    const upTo = first.events[0]?.position ?? 0;
    await store.append(appendTo(claim('bound')));
    expect(await store.streamHeads({ after, upTo, limit: 10 })).toEqual([
      { stream: claim('bound'), version: 1, position: upTo },
    ]);
    const slow = await held((client) => new EventStore(client).append(appendTo(claim('unseen'))));
    await store.append(appendTo(claim('bound')));
    expect(await store.streamHeads({ after, limit: 10 })).toMatchObject([{ version: 2 }]);
    await slow.commit();
  });
});

describe('the streams of a practice that began', () => {
  const begun = (since: string, from?: string, limit = 100) =>
    store.streamsBegun({
      ...{ practice: PRACTICE, category: 'denial', since: new Date(since), limit },
      ...(from === undefined ? {} : { after: from }),
    });
  const denial = (name: string) => `${PRACTICE}/denial-${name}`;

  it('are those of one category since an instant, by name, page by page', async () => {
    const at = (day: string) => ({ occurredAt: new Date(`${day}T15:00:00Z`) });
    await store.append(appendTo(denial('B-1'), at('2026-03-02')));
    await store.append(appendTo(denial('A-1'), at('2026-03-03')));
    await store.append(appendTo(denial('Z-1'), at('2026-03-04')));
    await store.append(appendTo(denial('B-1'), at('2026-03-05')));
    await store.append(appendTo(`${PRACTICE}/denials-other`, at('2026-03-05')));
    await store.append(appendTo('other/denial-A-1', { ...at('2026-03-05'), practice: 'other' }));
    expect(await begun('2026-03-01T00:00:00Z')).toEqual([denial('A-1'), denial('B-1'), denial('Z-1')]);
    expect(await begun('2026-03-03T00:00:00Z')).toEqual([denial('A-1'), denial('Z-1')]);
    expect(await begun('2026-03-01T00:00:00Z', denial('A-1'), 1)).toEqual([denial('B-1')]);
    expect(await begun('2026-03-01T00:00:00Z', denial('Z-1'))).toEqual([]);
  });
});
