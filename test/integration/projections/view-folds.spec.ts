import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FoldKeeper } from '#apps/projector/fold-keeper.js';
import type { Logger } from '#libs/observability/logger.js';
import { silentLogger } from '#libs/observability/logger.js';
import { rebuildView } from '#libs/projections/runner/rebuild-view.js';
import { slicesOf } from '#libs/projections/runner/stream-slice.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import { anyView, type ViewProjection } from '#libs/projections/runner/view-projection.js';
import { type House, openHouse } from './house.js';
import { makeTallyTables, tally, tallyView } from './tally-view.js';

jest.setTimeout(60_000);

describe('a view whose fold has changed', () => {
  const changed = anyView({
    ...tallyView,
    foldVersion: 2,
    columns: ({ count, total }) => ({ count, total: total * 10 }),
  });
  const running = new AbortController().signal;
  let house: House;
  let warned: object[];
  beforeAll(async () => {
    house = await openHouse();
    await makeTallyTables(house.database.pool);
  });
  afterAll(() => house.close());

  /** A projector's start with a fold. */
  const starts = async (view: ViewProjection, rebuildAtStart = false) => {
    warned = [];
    const logger = { ...silentLogger, info() {}, error() {}, warn: (fields: object) => void warned.push(fields) };
    const options = { pool: house.database.pool, views: [view], rebuildAtStart };
    const keeper = new FoldKeeper({ ...options, logger: logger as unknown as Logger });
    await keeper.note(running);
    await keeper.tend(running);
    return keeper;
  };
  const happens = async (id: string, view: ViewProjection) => {
    const event = await house.append(id, { amount: 2 });
    await new ViewConsumer(house.database.pool, house.store, view).apply(slicesOf([event]));
  };
  const totals = async () =>
    (await house.database.pool.query<{ total: number }>('select total from views.tally order by stream')).rows.map(
      ({ total }) => total,
    );
  const DUE = { note: 'rebuild due: tally' };

  it('is due for nothing while it is empty, whichever version comes first', async () => {
    expect(await (await starts(changed)).readiness()).toBeNull();
    expect(await (await starts(tally)).readiness()).toBeNull();
    expect(warned).toEqual([]);
  });

  it('is due for nothing at the same version again', async () => {
    await happens('A', tally);
    expect(await (await starts(tally)).readiness()).toBeNull();
  });

  it('is said to be due by the next version, which goes on with it', async () => {
    expect(await (await starts(changed)).readiness()).toEqual(DUE);
    expect(warned).toEqual([{ projection: 'tally', foldedBy: 1, foldVersion: 2 }]);
    await happens('B', changed);
    expect(await totals()).toEqual([2, 20]);
    expect(await (await starts(changed)).readiness()).toEqual(DUE);
  });

  it('is rebuilt at the start where that is wanted, and is due no longer', async () => {
    expect(await (await starts(changed, true)).readiness()).toBeNull();
    expect(await totals()).toEqual([20, 20]);
  });

  it('is due for the version before, when that comes back', async () => {
    expect(await (await starts(tally)).readiness()).toEqual(DUE);
    await rebuildView({ pool: house.database.pool, source: house.store, projection: tally, accept: true });
    expect(await (await starts(tally)).readiness()).toBeNull();
  });

  it('is due where nobody knows what made its rows', async () => {
    await house.database.pool.query('update work.view_generations set fold_version = null');
    expect(await (await starts(tally)).readiness()).toEqual(DUE);
    expect(warned).toMatchObject([{ foldedBy: null }]);
  });
});
