import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PayerPace } from '#libs/exchange/payer-pace.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';

let database: TestDatabase;
let pace: PayerPace;
beforeAll(async () => {
  database = await freshDatabase();
  pace = new PayerPace(database.pool);
});
afterAll(() => database.drop());

/** Lets time pass for a payer, as far as its pace is concerned. */
const pass = (payer: string, seconds: number) =>
  database.pool.query('update work.payer_pace set free_at = free_at - make_interval(secs => $2) where payer_id = $1', [
    payer,
    seconds,
  ]);

it('a payer that takes six files a minute takes one, and the next ten seconds later', async () => {
  expect(await pace.take('p', 'SLOW', 6)).toBe(0);
  const wait = await pace.take('p', 'SLOW', 6);
  expect(wait).toBeGreaterThan(8_000);
  expect(wait).toBeLessThanOrEqual(10_000);
  await pass('SLOW', 10);
  expect(await pace.take('p', 'SLOW', 6)).toBe(0);
  expect(await pace.take('p', 'SLOW', 6)).toBeGreaterThan(0);
});

it('of many senders at once one is let through', async () => {
  const waits = await Promise.all(Array.from({ length: 20 }, () => pace.take('p', 'MANY', 1)));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(1);
});

it('one payer does not wait for another, nor one practice for another', async () => {
  expect(await pace.take('p', 'ONE', 1)).toBe(0);
  expect(await pace.take('p', 'OTHER', 1)).toBe(0);
  expect(await pace.take('q', 'ONE', 1)).toBe(0);
});
