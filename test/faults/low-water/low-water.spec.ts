import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore } from '#libs/event-store/event-store.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { POLL_MS, type Reading, tail, tailNaively } from './readers.js';
import { seeded, Writer, type Written } from './writers.js';

const WRITERS = 16;
const EVENTS = 50_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** Resolves to what `start` gives, begun once `due` says so. */
async function startWhen<Value>(due: () => boolean, start: () => Promise<Value>): Promise<Value> {
  while (!due()) await pause(POLL_MS);
  return start();
}

function expectWhole(reading: Reading, written: Written): void {
  expect(reading.outOfOrder).toEqual([]);
  expect([...written.eventIds].filter((id) => !reading.eventIds.has(id))).toEqual([]);
  expect(reading.eventIds.size).toBe(written.eventIds.size);
}

describe('the low-water mark', () => {
  it('loses no event and inverts none in 50,000, whether writers sleep before they commit, roll back or are terminated', async () => {
    const written: Written = {
      eventIds: new Set(),
      transactions: { 'at once': 0, 'after a sleep': 0, 'rolled back': 0, terminated: 0, 'many at once': 0 },
    };
    const enough = () => written.eventIds.size >= EVENTS;
    const foreign = await database.pool.connect();
    // A slow machine takes longer than a forgotten transaction is left open.
    await foreign.query('set idle_in_transaction_session_timeout = 0');
    await foreign.query('begin; create table views.foreign_work (id int); insert into views.foreign_work values (1)');

    let done = false;
    const finished = () => done;
    const store = new EventStore(database.pool);
    const started = performance.now();
    const early = tail(store, finished);
    const naive = tailNaively(database.pool, finished);
    const late = startWhen(
      () => written.eventIds.size >= EVENTS / 2,
      () => tail(store, finished),
    );
    await Promise.all(
      Array.from({ length: WRITERS }, (_, index) =>
        new Writer(database.url, database.pool, seeded(index + 1), written).writeUntil(enough),
      ),
    );
    const seconds = (performance.now() - started) / 1_000;
    done = true;
    const [first, second, naivelyRead] = await Promise.all([early, late, naive]);
    await foreign.query('rollback');
    foreign.release();

    const { rows } = await database.pool.query('select count(*) as count from store.events');
    expect(rows).toEqual([{ count: written.eventIds.size }]);
    expectWhole(first, written);
    expectWhole(second, written);
    const lostNaively = written.eventIds.size - naivelyRead;
    // Where a reader without the mark loses nothing, this load proves nothing.
    expect(lostNaively).toBeGreaterThan(0);
    for (const count of Object.values(written.transactions)) expect(count).toBeGreaterThan(10);

    process.stdout.write(
      `low-water mark: ${written.eventIds.size} events by ${WRITERS} writers in ${seconds.toFixed(1)} s ` +
        `(transactions ${JSON.stringify(written.transactions)}); lost 0, out of order 0, longest delay ${first.longestDelayMs} ms; ` +
        `a reader without the mark lost ${lostNaively}\n`,
    );
  }, 300_000);
});
