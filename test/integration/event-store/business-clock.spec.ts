import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { ClockRefused } from '#libs/event-store/errors.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { appendTo, PRACTICE } from './appends.js';

const START = Date.parse('2026-03-02T12:00:00Z');
const HOUR = 3_600_000;

let demo: TestDatabase;
let production: TestDatabase;
beforeAll(async () => {
  demo = await freshDatabase();
  production = await freshDatabase({ mode: 'production' });
});
afterAll(async () => {
  await demo.drop();
  await production.drop();
});

describe('the business clock', () => {
  it('shows the machine time until it is moved, then runs ahead of it in every process', async () => {
    let machine = START;
    const mine = new BusinessClock(demo.pool, () => machine);
    const theirs = new BusinessClock(demo.pool, () => machine);
    expect((await mine.current()).getTime()).toBe(START);
    expect(await mine.advanceBy(HOUR)).toEqual(new Date(START + HOUR));
    expect(await mine.advanceTo(new Date('2026-03-09T12:00:00Z'))).toEqual(new Date('2026-03-09T12:00:00Z'));
    machine += 1_000;
    expect(mine.now().toISOString()).toBe('2026-03-09T12:00:01.000Z');
    await theirs.refresh();
    expect(theirs.now()).toEqual(mine.now());
  });

  it('may be set to any time while nothing has happened: a demo may begin in any year', async () => {
    const clock = new BusinessClock(demo.pool, () => START);
    await clock.advanceBy(HOUR);
    expect(await clock.advanceTo(new Date('2024-01-02T12:00:00Z'))).toEqual(new Date('2024-01-02T12:00:00Z'));
  });

  it('does not run backwards once something has happened, whoever tries', async () => {
    await new EventStore(demo.pool).append(appendTo(`${PRACTICE}/claim-1`));
    const clock = new BusinessClock(demo.pool, () => START);
    const before = await clock.advanceBy(HOUR);
    await expect(clock.advanceTo(new Date(before.getTime() - 1))).rejects.toMatchObject({ code: 'clock-backwards' });
    await expect(clock.advanceTo(new Date(0))).rejects.toBeInstanceOf(ClockRefused);
    await expect(clock.advanceBy(-1)).rejects.toBeInstanceOf(ClockRefused);
    await expect(clock.advanceBy(Number.NaN)).rejects.toBeInstanceOf(ClockRefused);
    await expect(demo.pool.query('update store.business_clock set offset_ms = offset_ms - 1')).rejects.toMatchObject({
      code: 'ZS022',
    });
    await expect(demo.pool.query('delete from store.business_clock')).rejects.toMatchObject({ code: 'ZS022' });
    await clock.refresh();
    expect(clock.now()).toEqual(before);
  });

  it('does not move on a production store', async () => {
    const clock = new BusinessClock(production.pool, () => START);
    await expect(clock.advanceBy(1)).rejects.toMatchObject({ code: 'clock-of-production' });
    await expect(clock.advanceTo(new Date(START + HOUR))).rejects.toBeInstanceOf(ClockRefused);
    expect((await clock.current()).getTime()).toBe(START);
  });
});
