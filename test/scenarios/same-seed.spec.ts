import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeniedCents, DeniedCentsTotal } from '#libs/demo/denied-cents.js';
import { houseConsumers } from '#libs/demo/house-consumers.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { isSettled } from '#libs/projections/runner/lag.js';
import { claimstream } from '#test/integration/cli/claimstream.js';
import { type BusinessColumns, businessColumns } from './support/business-columns.js';
import { TestHouse } from './support/house-process.js';

const RUN_MS = 600_000;
const START_MS = 120_000;
const NUMBERS = ['--patients', '16', '--weeks', '2', '--seed', '7'];

interface Lived {
  readonly house: TestHouse;
  readonly columns: BusinessColumns;
  readonly denials: { readonly byCategory: readonly DeniedCents[]; readonly total: DeniedCentsTotal };
}

const houses: TestHouse[] = [];
let lived: readonly Lived[];

/** A practice of that seed, in a house of its own, lived through with its payers and its people. */
async function simulated(): Promise<Lived> {
  const house = await TestHouse.make();
  houses.push(house);
  await new BusinessClock(house.database.pool).advanceTo(new Date('2026-01-04T17:00:00Z'));
  const apps = house.start(['--empty']);
  await apps.url({ timeoutMs: START_MS });
  const { code, values, err } = await claimstream(['simulate', ...NUMBERS], house.environment());
  if (code !== 0) throw new Error(`simulate ended with ${code}: ${err.slice(-1000)} ${apps.everything.slice(-2000)}`);
  return {
    house,
    columns: await businessColumns(house.database.pool),
    denials: (values[0] as { denials: Lived['denials'] }).denials,
  };
}

beforeAll(async () => {
  lived = await Promise.all([simulated(), simulated()]);
}, RUN_MS);

afterAll(async () => {
  for (const house of houses) await house.demolish();
});

const total = () => (lived[0] as Lived).denials.total;

describe('a made-up practice with payers in a normal year', () => {
  it('comes to the same business result with the same seed', () => {
    const [one, other] = lived as readonly [Lived, Lived];
    expect(other.columns).toEqual(one.columns);
    expect(other.denials).toEqual(one.denials);
  });

  it('has denied money, and each cent of it is recovered, pending, the patient’s, or written off', () => {
    const { deniedCents, recoveredCents, pendingCents, patientCents, writtenOffCents } = total();
    expect(deniedCents).toBeGreaterThan(0);
    expect(recoveredCents).toBeGreaterThan(0);
    expect(recoveredCents + pendingCents + patientCents + writtenOffCents).toBe(deniedCents);
    for (const row of (lived[0] as Lived).denials.byCategory)
      expect(row.recoveredCents + row.pendingCents + row.patientCents + row.writtenOffCents).toBe(row.deniedCents);
  });

  it('leaves nothing pending without an owner and a date, nothing written off without a reason, and no deadline missed', async () => {
    expect(total()).toMatchObject({ unaccountedCents: 0, pendingWithoutOwnerOrDate: 0, deadlinesMissed: 0 });
    const { pool } = (lived[0] as Lived).house.database;
    const { rows } = await pool.query(
      `select denial_id from views.denial where status = 'written-off' and coalesce(resolution, '') = ''`,
    );
    expect(rows).toEqual([]);
  });

  it('has come to rest: nobody has anything left to do, and nothing was put aside', async () => {
    const { pool } = (lived[0] as Lived).house.database;
    const store = new EventStore(pool);
    expect(await isSettled(pool, store, houseConsumers(pool, store))).toBe(true);
    expect((await pool.query('select from work.parked_streams')).rows).toEqual([]);
  });
});
