import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultTable, wrongs } from './fault-table.js';
import { shortForm } from './faults/all.js';
import { FaultHouse } from './house/fault-house.js';
import { Load } from './house/load.js';
import { inflictAll } from './inflict.js';

const LOAD = { seed: 11, patients: 40, weeks: 8, firstDay: '2026-01-05' };
const RUN_MS = 300_000;

describe('a house on which faults are inflicted while sessions and remittances come in', () => {
  let house: FaultHouse;
  let load: Load;

  beforeAll(async () => {
    house = await FaultHouse.build({ copies: 1, smallDisks: false, load: LOAD });
    load = new Load(house, LOAD);
  }, RUN_MS);

  afterAll(async () => {
    await load?.close();
    await house?.demolish();
  }, RUN_MS);

  it(
    'loses nothing, does nothing twice, and ends each day with every view as a fresh fold has it',
    async () => {
      const { inflicted, skipped } = await inflictAll(house, load, shortForm, { seed: 'short', say: () => {} });
      process.stderr.write(`${faultTable(inflicted, skipped)}\n`);
      expect(wrongs(inflicted)).toEqual([]);
      expect(inflicted.length).toBe(shortForm.reduce((sum, [, times]) => sum + times, 0));
      expect(load.accepted.size).toBeGreaterThan(0);
    },
    RUN_MS,
  );
});
