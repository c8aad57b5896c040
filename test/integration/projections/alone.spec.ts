import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aloneOn } from '#libs/projections/runner/alone.js';
import { RebuildRunning } from '#libs/projections/runner/rebuild-errors.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';

const ROUNDS = 10;

describe('the lock of a view that is rebuilt', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  async function openConnections(count: number): Promise<void> {
    const clients = await Promise.all(Array.from({ length: count }, () => database.pool.connect()));
    for (const client of clients) client.release();
  }
  const alone = <Value>(view: string, work: () => Promise<Value>) => aloneOn(database.pool, view, work);

  it('is free for the next one as soon as the work has ended, well or badly', async () => {
    for (let round = 0; round < 100; round += 1) {
      // Each round throws a connection away: with others open already, the next one asks at once.
      if (round % ROUNDS === 0) await openConnections(ROUNDS);
      const broken = round % 2 === 1;
      const ended = alone('tally', async () => {
        if (broken) throw new RangeError('broken off');
        return round;
      });
      await (broken ? expect(ended).rejects.toThrow(RangeError) : expect(ended).resolves.toBe(round));
    }
  });

  it('is that of one view in one database', async () => {
    const elsewhere = await freshDatabase();
    await alone('tally', async () => {
      await expect(alone('tally', async () => 'both')).rejects.toThrow(RebuildRunning);
      expect(await alone('other', async () => 'beside it')).toBe('beside it');
      expect(await aloneOn(elsewhere.pool, 'tally', async () => 'elsewhere')).toBe('elsewhere');
    });
    await elsewhere.drop();
  });
});
