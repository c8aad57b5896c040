import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { StoredEvent } from '#libs/event-store/event.js';
import { HandlerConsumer } from '#libs/projections/runner/handler-consumer.js';
import { isSettled } from '#libs/projections/runner/lag.js';
import { parkedStreams, resumeParked } from '#libs/projections/runner/parked-streams.js';
import type { StreamConsumer } from '#libs/projections/runner/stream-consumer.js';
import type { StreamHandler } from '#libs/projections/runner/stream-handler.js';
import { slicesOf } from '#libs/projections/runner/stream-slice.js';
import { Sweep } from '#libs/projections/runner/sweep.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import { eventually } from '#libs/testing/eventually.js';
import { type House, openHouse } from './house.js';
import { makeTallyTables, poison, tally } from './tally-view.js';

jest.setTimeout(60_000);

describe('a stream that cannot be handled', () => {
  let house: House;
  let view: ViewConsumer;
  const never = new AbortController().signal;

  beforeAll(async () => {
    house = await openHouse();
    await makeTallyTables(house.database.pool);
    view = new ViewConsumer(house.database.pool, house.store, tally);
  });
  afterAll(() => house.close());
  afterEach(() => {
    poison.active = false;
  });

  const total = async (id: string) => {
    const { rows } = await house.database.pool.query('select version, total from views.tally where stream = $1', [
      `p/claim-${id}`,
    ]);
    return rows[0] ? [rows[0].version, rows[0].total] : null;
  };
  const settled = async (consumer: StreamConsumer) => {
    const sweep = new Sweep(house.database.pool, house.store, consumer);
    await eventually('the sweep to find everything handled', async () => (await sweep.run(never)).complete);
    expect(await isSettled(house.database.pool, house.store, [consumer])).toBe(true);
  };

  it('is parked at its version with a reason that quotes nothing, and the rest goes on', async () => {
    poison.active = true;
    const events = [
      await house.append('A', { amount: 1 }),
      await house.append('A', { amount: 2, poison: true }),
      await house.append('A', { amount: 4 }),
      await house.append('B', { amount: 8 }),
    ];
    const { parked } = await view.apply(slicesOf(events));
    expect(parked).toMatchObject([{ stream: 'p/claim-A', version: 2, position: events[1]?.position }]);
    expect(await total('A')).toEqual([1, 1]);
    expect(await total('B')).toEqual([1, 8]);
    const [row] = await parkedStreams(house.database.pool, 'tally');
    expect(row).toMatchObject({ consumer: 'tally', stream: 'p/claim-A', version: 2 });
    expect(row?.reason).toMatch(/^Error: /);
    expect(row?.reason).not.toContain('Sample');
    await settled(view);
  });

  it('is parked again where it throws again, and goes on from the store once it is cured', async () => {
    poison.active = true;
    await house.append('A', { amount: 16 });
    expect(await resumeParked(house.database.pool, 'tally', 'p/claim-A')).toBe(true);
    await settled(view);
    expect(await parkedStreams(house.database.pool, 'tally')).toHaveLength(1);
    poison.active = false;
    expect(await resumeParked(house.database.pool, 'tally', 'p/claim-A')).toBe(true);
    await settled(view);
    expect(await total('A')).toEqual([4, 23]);
    expect(await parkedStreams(house.database.pool)).toEqual([]);
    expect(await resumeParked(house.database.pool, 'tally', 'p/claim-A')).toBe(false);
  });

  it('is parked where the database refuses its row, and does not hold the others of its batch', async () => {
    const events = [await house.append('C', { amount: 1_000_000 }), await house.append('D', { amount: 1 })];
    const { parked } = await view.apply(slicesOf(events));
    expect(parked).toMatchObject([{ stream: 'p/claim-C', version: 1, reason: expect.stringContaining('23514') }]);
    expect(await total('C')).toBeNull();
    expect(await total('D')).toEqual([1, 1]);
  });

  describe('of a policy', () => {
    const handled: StoredEvent[] = [];
    let fail: (event: StoredEvent) => Error | null = () => null;
    const handler: StreamHandler = {
      name: 'count-tallies',
      categories: ['claim'],
      types: ['TallyCounted'],
      handle: async (event) => {
        const error = fail(event);
        if (error) throw error;
        handled.push(event);
      },
    };
    const versions = (id: string) =>
      handled.filter(({ stream }) => stream === `p/claim-${id}`).map(({ version }) => version);
    let policy: HandlerConsumer;
    beforeAll(() => {
      policy = new HandlerConsumer(house.database.pool, house.store, handler);
    });

    it('is parked by a bug, and resumes in order', async () => {
      fail = ({ stream, version }) => (stream === 'p/claim-E' && version === 2 ? new TypeError('a bug') : null);
      const events = [];
      for (const amount of [1, 2, 3])
        events.push(await house.append('E', { amount }), await house.append('F', { amount }));
      const { parked } = await policy.apply(slicesOf(events), never);
      expect(parked).toMatchObject([{ stream: 'p/claim-E', version: 2 }]);
      expect([versions('E'), versions('F')]).toEqual([[1], [1, 2, 3]]);
      fail = () => null;
      await resumeParked(house.database.pool, policy.name, 'p/claim-E');
      await settled(policy);
      expect([versions('E'), versions('F')]).toEqual([
        [1, 2, 3],
        [1, 2, 3],
      ]);
    });

    it('is not parked by a broken connection: what was handled stays so, and the rest comes again', async () => {
      let down = true;
      fail = ({ version }) =>
        down && version === 2 ? Object.assign(new Error('down'), { code: 'ECONNREFUSED' }) : null;
      const events = [];
      for (const amount of [1, 2, 3]) events.push(await house.append('G', { amount }));
      await expect(policy.apply(slicesOf(events), never)).rejects.toThrow('down');
      expect((await policy.versionsOf(['p/claim-G'])).get('p/claim-G')).toBe(1);
      down = false;
      await policy.apply(slicesOf(events), never);
      expect(versions('G')).toEqual([1, 2, 3]);
      expect(await parkedStreams(house.database.pool, policy.name)).toEqual([]);
    });

    it('is handled by one call at a time, in order, though Kafka and the sweep bring the same', async () => {
      fail = () => null;
      const events: StoredEvent[] = [];
      for (let n = 0; n < 20; n += 1) events.push(await house.append(`H${n % 2}`, { amount: n }));
      await Promise.all([1, 2, 3].map(() => policy.apply(slicesOf(events), never)));
      expect(versions('H0')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(versions('H1')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });
  });
});
