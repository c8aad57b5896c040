import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DueWorkHouse, PRACTICE, untilHolds } from './fixture.js';

const DEADLINES = 100_000;

let house: DueWorkHouse;
beforeEach(async () => {
  house = await DueWorkHouse.open();
});
afterEach(() => house.close(), 60_000);

/** Alarms of as many deadlines, spread over the quarter of an hour that the queue looks ahead. */
async function pendingDeadlines(): Promise<void> {
  await house.database.pool.query(
    `insert into work.due_work (practice, kind, intent, due_at, revision, stream, stream_version, state)
     select $1, 'deadline-alarm', 'D' || n || '-redetermination-7', '2026-03-02T12:01:00Z'::timestamptz + make_interval(secs => n % 800),
       1, $1 || '/denial-D' || n, 1, 'open' from generate_series(1, $2::integer) as n`,
    [PRACTICE, DEADLINES],
  );
}

it('a Redis that was flushed is given every one of 100,000 pending deadlines again, none of them twice', async () => {
  await pendingDeadlines();
  expect(await house.reconciler.reconcile()).toBe(DEADLINES);
  await house.emptyRedis();
  expect(await house.queues.counts('alarms')).toMatchObject({ delayed: 0, waiting: 0 });
  const started = performance.now();
  expect(await house.reconciler.reconcile()).toBe(DEADLINES);
  const seconds = (performance.now() - started) / 1000;
  expect(await house.queues.counts('alarms')).toMatchObject({ delayed: DEADLINES, waiting: 0, failed: 0 });
  expect(await house.reconciler.reconcile()).toBe(0);
  process.stderr.write(`${DEADLINES} deadlines were restored in ${seconds.toFixed(1)} s\n`);
}, 300_000);

it('what it is given again is done, each once', async () => {
  const names = Array.from({ length: 50 }, (_, n) => `D${n}-redetermination-0`);
  for (const name of names) await house.add('deadline-alarm', name, '2026-03-02T12:05:00.000Z');
  await house.reconciler.reconcile();
  await house.emptyRedis();
  house.clock.set(new Date('2026-03-02T12:06:00.000Z'));
  house.work();
  house.reconciler.start();
  await untilHolds(() => expect([...house.done].sort()).toEqual([...names].sort()));
});
