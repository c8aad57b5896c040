import { isDeepStrictEqual } from 'node:util';
import { type BusinessColumns, businessColumns } from '#test/scenarios/support/business-columns.js';
import { faultTable, wrongs } from './fault-table.js';
import { everyFault } from './faults/all.js';
import { SmallDisk } from './house/small-disk.js';
import { withHouse } from './house/with-house.js';
import { inflictAll } from './inflict.js';
import { liveUndisturbed } from './undisturbed.js';

const LOAD = { seed: 7, patients: 90, weeks: 18, firstDay: '2026-01-05' };
const SEED = 'faults';

const say = (words: string) => process.stderr.write(`${words}\n`);

/** Inflicts every fault on a house with one process of each app; gives its views at the end, and what went wrong. */
async function disturbed(): Promise<{ columns: BusinessColumns; days: number; wrong: readonly string[] }> {
  const smallDisks = SmallDisk.refusal() === null;
  return withHouse({ copies: 1, smallDisks, load: LOAD }, async (house, load) => {
    const { inflicted, skipped } = await inflictAll(house, load, everyFault, { seed: SEED, say });
    process.stdout.write(`${faultTable(inflicted, skipped)}\n`);
    return { columns: await businessColumns(house.pool), days: load.livedDays, wrong: wrongs(inflicted) };
  });
}

/** The same days on a house with three processes of each app and no fault must end with the same views. */
export async function run(): Promise<void> {
  const { columns, days, wrong } = await disturbed();
  for (const one of wrong) say(one);
  if (wrong.length > 0) {
    process.exitCode = 1;
    return;
  }
  const three = await liveUndisturbed({ copies: 3, load: LOAD, days, say });
  const differing = Object.entries(columns).filter(
    ([view, rows]) => !isDeepStrictEqual(rows, three.columns[view as keyof BusinessColumns]),
  );
  for (const [view] of differing) say(`three of each: the view ${view} is not that of one of each`);
  for (const one of three.wrong) say(one);
  const rows = Object.values(columns).reduce((sum, { length }) => sum + length, 0);
  if (differing.length + three.wrong.length > 0) process.exitCode = 1;
  else process.stdout.write(`three of each, undisturbed: the same ${rows} rows after ${days} days\n`);
}
