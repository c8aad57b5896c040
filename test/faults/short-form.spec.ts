import { copyFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultTable, wrongs } from './fault-table.js';
import { shortForm } from './faults/all.js';
import { aFileToAPayer } from './house/exchanged-files.js';
import { FaultHouse } from './house/fault-house.js';
import { Load } from './house/load.js';
import { inflictAll } from './inflict.js';
import { untilMadeGood } from './made-good.js';

const LOAD = { seed: 11, patients: 40, weeks: 8, firstDay: '2026-01-05' };
const RUN_MS = 600_000;

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
      expect(load.accepted.size).toBeGreaterThan(100);
    },
    RUN_MS,
  );

  it(
    'would be told of a session that is not there, of a file that went out twice, and of a row that is wrong',
    async () => {
      const sent = await aFileToAPayer(house.exchangeDir);
      await copyFile(sent, `${sent}.copy`);
      load.accepted.add('never-sent');
      // A row that was removed may be brought again by a sweep that had not come so far; a wrong one stays wrong.
      await house.pool.query(
        'update views.claim set charge_cents = charge_cents + 1 where claim_id = (select min(claim_id) from views.claim)',
      );
      const { lost, doubled, differing } = await untilMadeGood(house, load);
      expect(lost).toEqual([expect.stringMatching(/^session /)]);
      // A file may carry several claims.
      expect([...new Set(doubled.map((what) => what.split(' ')[0]))]).toEqual(['837P']);
      expect(differing).toEqual([expect.stringMatching(/^claim: /)]);
    },
    RUN_MS,
  );
});
