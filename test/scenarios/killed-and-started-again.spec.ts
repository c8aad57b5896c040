import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromEpochDay } from '#libs/kernel/local-date.js';
import { eventually } from '#libs/testing/eventually.js';
import { type BusinessColumns, businessColumns } from './support/business-columns.js';
import { type HouseProcess, TestHouse } from './support/house-process.js';

const UNTIL = '2026-03-20';
const ARGS = ['--once', '--until', UNTIL];
/** Killed once the day before is done: somewhere in the middle of the next one, a different moment for each. */
const KILLED_AFTER = [
  { day: '2026-03-05', waitMs: 350 },
  { day: '2026-03-11', waitMs: 120 },
  { day: '2026-03-17', waitMs: 610 },
];
const RUN_MS = 300_000;

let undisturbed: TestHouse;
let killed: TestHouse;
let expected: BusinessColumns;

beforeAll(async () => {
  undisturbed = await TestHouse.make();
  killed = await TestHouse.make();
  await finished(undisturbed.start(ARGS));
  expected = await businessColumns(undisturbed.database.pool);
}, RUN_MS);

afterAll(async () => {
  await undisturbed.demolish();
  await killed.demolish();
});

async function finished(run: HouseProcess): Promise<void> {
  const code = await run.exited;
  if (code !== 0) throw new Error(`ended with ${code}: ${run.everything.slice(-3000)}`);
}

/** Waits until a house has lived through a day; fails with what it said where it ends before. */
async function lived(run: HouseProcess, day: string): Promise<void> {
  const isDone = async () => (await lastDayDone(killed)) >= day;
  await eventually(`${day} is done`, async () => run.hasExited || (await isDone()), { timeoutMs: 240_000 });
  if (!(await isDone())) throw new Error(`ended before ${day}: ${run.everything.slice(-3000)}`);
}

async function lastDayDone(house: TestHouse): Promise<string> {
  const { rows } = await house.database.pool.query<{ position: number }>(
    `select position from work.checkpoints where name like 'feed:%'`,
  );
  return fromEpochDay(rows[0]?.position ?? 0);
}

describe('a house that is killed in the middle of its days and started again', () => {
  it(
    'ends with the same views as one that nobody disturbed',
    async () => {
      for (const { day, waitMs } of KILLED_AFTER) {
        const run = killed.start(ARGS);
        await lived(run, day);
        // Not a wait for something: where in the next day's work the blow falls is what varies.
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        run.kill('SIGKILL');
        expect(await run.exited).toBeNull();
      }
      await finished(killed.start(ARGS));
      const actual = await businessColumns(killed.database.pool);
      for (const [view, rows] of Object.entries(expected))
        expect({ [view]: actual[view as keyof BusinessColumns] }).toEqual({ [view]: rows });
    },
    RUN_MS,
  );

  it('has recorded every session once and sent every submission once', async () => {
    const counts = (house: TestHouse) =>
      house.database.pool.query(
        `select type, count(*)::integer from store.events where type in ('SessionRecorded', 'ClaimSubmitted', 'ClaimAdjudicated', 'DenialCaseOpened',
           'ResubmissionAttempted', 'DenialResolved', 'RemittancePosted') group by 1 order by 1`,
      );
    expect((await counts(killed)).rows).toEqual((await counts(undisturbed)).rows);
  });
});
