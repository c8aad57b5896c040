import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { isSettled } from '#libs/projections/runner/lag.js';
import { parkedStreams } from '#libs/projections/runner/parked-streams.js';
import { RebuildRunning } from '#libs/projections/runner/rebuild-errors.js';
import { unfinishedRebuilds } from '#libs/projections/runner/rebuild-progress.js';
import { rebuildView } from '#libs/projections/runner/rebuild-view.js';
import { verifyView } from '#libs/projections/runner/verify-view.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import { anyView } from '#libs/projections/runner/view-projection.js';
import { eventually } from '#libs/testing/eventually.js';
import { type House, openHouse } from './house.js';
import { makeTallyTables, poison, tally, tallyView } from './tally-view.js';

jest.setTimeout(60_000);

describe('a view that is rebuilt', () => {
  let house: House;
  let view: ViewConsumer;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    house = await openHouse();
    await makeTallyTables(house.database.pool);
    await house.database.pool.query(`
      alter table views.tally enable row level security;
      create policy own on views.tally using (practice = current_setting('claimstream.practice', true))
    `);
    view = new ViewConsumer(house.database.pool, house.store, tally);
    const relay = house.relay();
    const runner = house.runner([view]);
    relay.start();
    runner.start();
    stop = async () => {
      await Promise.all([relay.stop(), runner.stop()]);
    };
  });
  afterAll(async () => {
    await stop();
    await house.close();
  });

  const options = () => ({ pool: house.database.pool, source: house.store, projection: tally });
  const settled = () =>
    eventually('the view to settle', () => isSettled(house.database.pool, house.store, [view]), { timeoutMs: 40_000 });
  const sum = async () => (await house.database.pool.query('select events, total from views.tally_sum')).rows[0];
  const partitions = async () =>
    (
      await house.database.pool.query(
        `select c.relname from pg_inherits as i join pg_class as c on c.oid = i.inhrelid where i.inhparent = 'views.tally'::regclass`,
      )
    ).rows.map(({ relname }) => relname);

  it('is never seen empty nor with fewer events, while events come and readers read, and ends equal to a fresh fold', async () => {
    for (let n = 0; n < 200; n += 1) await house.append(`A${n % 20}`, { amount: n % 7 });
    await settled();
    let writing = true;
    let written = 200;
    const writer = (async () => {
      while (writing) {
        await house.append(`A${written % 25}`, { amount: 1 });
        written += 1;
      }
    })();
    let reads = 0;
    let least = 200;
    const reader = (async () => {
      while (writing) {
        const { events } = await sum();
        expect(events).toBeGreaterThanOrEqual(least);
        least = events;
        reads += 1;
      }
    })();
    for (let generation = 2; generation <= 4; generation += 1) {
      expect(await rebuildView(options())).toMatchObject({ switched: true, generation, different: [] });
      expect(await partitions()).toEqual([`tally_v${generation}`]);
    }
    writing = false;
    await Promise.all([writer, reader]);
    expect(reads).toBeGreaterThan(10);
    await settled();
    expect((await sum()).events).toBe(written);
    expect((await verifyView(options())).differences).toEqual([]);
  });

  it('keeps its grants, its row-level security and the views over it', async () => {
    const { rows } = await house.database.pool.query(
      `select relrowsecurity, (select count(*)::int from pg_policy where polrelid = c.oid) as policies
       from pg_class as c where oid = 'views.tally'::regclass`,
    );
    expect(rows).toEqual([{ relrowsecurity: true, policies: 1 }]);
    expect((await sum()).events).toBeGreaterThan(200);
  });

  it('is not switched to a fold that gives other rows, unless that is accepted', async () => {
    const changed = anyView({ ...tallyView, columns: ({ count, total }) => ({ count, total: total + 1 }) });
    const before = await sum();
    const refused = await rebuildView({ ...options(), projection: changed });
    expect(refused).toMatchObject({ switched: false, generation: 4 });
    expect(refused.different).toHaveLength(25);
    expect(await sum()).toEqual(before);
    expect(await rebuildView({ ...options(), projection: changed, accept: true })).toMatchObject({ switched: true });
    expect((await sum()).total).toBe(before.total + 25);
    expect((await verifyView(options())).differences).toHaveLength(25);
    await rebuildView({ ...options(), accept: true });
    expect(await sum()).toEqual(before);
  });

  it('is verified row by row: a row that was changed, lost or invented by hand is found', async () => {
    const { pool } = house.database;
    await pool.query(`update views.tally set total = total + 1 where stream = 'p/claim-A1'`);
    await pool.query(`delete from views.tally where stream = 'p/claim-A2'`);
    await pool.query(`delete from views.tally_amount where stream = 'p/claim-A3'`);
    await pool.query(`insert into views.tally select practice, 'p/claim-X', 1, state, 1, 1 from views.tally limit 1`);
    const { differences } = await verifyView({ ...options(), patienceMs: 0 });
    expect(differences.map(({ stream, kind, table }) => [stream, kind, table])).toEqual([
      ['p/claim-A1', 'content', 'views.tally'],
      ['p/claim-A2', 'missing', 'views.tally'],
      ['p/claim-X', 'extra', 'views.tally'],
      ['p/claim-A3', 'content', 'views.tally_amount'],
    ]);
    await pool.query(`delete from views.tally where stream = 'p/claim-X'`);
    await rebuildView({ ...options(), accept: true });
    expect((await verifyView(options())).differences).toEqual([]);
  });

  it('parks what the fold cannot take, and unparks what it can', async () => {
    await house.append('P', { amount: 1 });
    await house.append('P', { amount: 1, poison: true });
    await settled();
    poison.active = true;
    const refused = await rebuildView(options());
    expect(refused).toMatchObject({ switched: false, different: [], parked: [{ stream: 'p/claim-P', version: 2 }] });
    await rebuildView({ ...options(), accept: true });
    expect(await parkedStreams(house.database.pool, 'tally')).toMatchObject([{ stream: 'p/claim-P', version: 2 }]);
    poison.active = false;
    await rebuildView({ ...options(), accept: true });
    expect(await parkedStreams(house.database.pool, 'tally')).toEqual([]);
    expect((await verifyView(options())).differences).toEqual([]);
  });

  describe('broken off', () => {
    /** More than two pages of the store's events. */
    const MANY = 12_000;
    const broken = { generation: expect.any(Number), position: expect.any(Number), running: false };
    const unfinished = () => unfinishedRebuilds(house.database.pool);
    const breakOff = async (options_ = options()) => {
      const breaking = new AbortController();
      let position = 0;
      const onProgress = (progress: { position: number }) => {
        position = progress.position;
        breaking.abort();
      };
      const rebuilt = rebuildView({ ...options_, signal: breaking.signal, onProgress });
      await expect(rebuilt).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
      return position;
    };

    beforeAll(async () => {
      await house.appendMany(MANY);
      await settled();
    }, 60_000);

    it('goes on from its last page, also where events have come since, and ends equal to a fresh fold', async () => {
      const position = await breakOff();
      expect(await unfinished()).toMatchObject([{ ...broken, projection: 'tally', position }]);
      await house.append('A1', { amount: 3 });
      await settled();
      const rebuilt = await rebuildView(options());
      expect(rebuilt).toMatchObject({ switched: true, resumedAt: position, different: [] });
      expect(rebuilt.events).toBe((await sum()).events);
      expect(await unfinished()).toEqual([]);
      expect((await verifyView(options())).differences).toEqual([]);
    });

    it('keeps what could not be folded, though those events are behind it', async () => {
      poison.active = true;
      const position = await breakOff();
      const rebuilt = await rebuildView({ ...options(), accept: true });
      poison.active = false;
      expect(rebuilt).toMatchObject({ resumedAt: position, parked: [{ stream: 'p/claim-P', version: 2 }] });
      await rebuildView({ ...options(), accept: true });
      expect(await parkedStreams(house.database.pool, 'tally')).toEqual([]);
    });

    it('begins anew where that is asked for, or where the fold has changed since', async () => {
      await breakOff();
      expect(await rebuildView({ ...options(), anew: true })).toMatchObject({ switched: true, resumedAt: 0 });
      await breakOff();
      const next = anyView({ ...tallyView, foldVersion: tallyView.foldVersion + 1 });
      expect(await rebuildView({ ...options(), projection: next })).toMatchObject({ switched: true, resumedAt: 0 });
    });

    it('begins anew where the table has another column since, or the half-built rows are gone', async () => {
      const { pool } = house.database;
      await breakOff();
      await pool.query('alter table views.tally add column later text');
      expect(await rebuildView(options())).toMatchObject({ switched: true, resumedAt: 0 });
      await breakOff();
      const [rebuild] = await unfinished();
      await pool.query(`drop table views.tally_v${rebuild?.generation}`);
      expect(await rebuildView(options())).toMatchObject({ switched: true, resumedAt: 0 });
      expect((await verifyView(options())).differences).toEqual([]);
    });
  });

  it('is rebuilt by one at a time, and a rebuild that was broken off leaves nothing in the way', async () => {
    const [{ generation }] = (await house.database.pool.query('select generation from work.view_generations')).rows;
    await house.database.pool.query(`create table views.tally_v${generation + 1} (practice text)`);
    const both = await Promise.allSettled([rebuildView(options()), rebuildView(options())]);
    const failures = both.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(failures).toEqual([expect.any(RebuildRunning)]);
    const [{ tables }] = (
      await house.database.pool.query(
        `select count(*)::int as tables from pg_tables where schemaname = 'views' and tablename like 'tally%'`,
      )
    ).rows;
    expect(tables).toBe(4);
  });
});
