import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import { VoidSession } from '#libs/commands/claim-path/void-session.js';
import { sampleMessages } from '#libs/demo/sample-practice.js';
import type { Session } from '#libs/rules/session.js';
import { PAYER, WorkerHouse } from './worker-house.js';

/** A week after the house's today. */
const DAY = '2026-03-09';
/** Midnight in New York, daylight saving by then. */
const BEGIN = new Date('2026-03-09T04:00:00.000Z');
const CLOSE = new Date('2026-03-10T00:00:00.000Z');
const FAR = new Date('2028-01-01T00:00:00.000Z');

const sample = sampleMessages('2026-03-02')
  .filter(({ type }) => type === 'ehr.session.recorded.v1')
  .map(({ data }) => data as unknown as Session)
  .find(({ coverages }) => coverages[0]?.payerId === PAYER) as Session;
const session: Session = { ...sample, dateOfService: DAY };

let house: WorkerHouse;
beforeEach(async () => {
  house = await WorkerHouse.open();
  await house.send((context) => new RecordSession(context, { source: 'test', session }));
  await house.settle();
});
afterEach(() => house.close());

const waiting = async () => (await house.table.page(FAR, 100)).map(({ kind, dueAt }) => [kind, dueAt]);

describe('a session of a day that lies ahead', () => {
  it('is held until its day begins, then coded by itself, and its claim goes out at the close of that day', async () => {
    expect(await waiting()).toEqual([['day-begins', BEGIN]]);
    await house.clock.advanceTo(BEGIN);
    await house.doDueWork();
    expect(await waiting()).toEqual([['claim-release', CLOSE]]);
    await house.clock.advanceTo(CLOSE);
    await house.doDueWork();
    expect(await house.filesIn('outbox')).toHaveLength(1);
    expect(new Set((await waiting()).map(([kind]) => kind))).toEqual(new Set(['claim-silent']));
  });

  it('is waited for no more once it is taken back', async () => {
    await house.send((context) => new VoidSession(context, { source: 'test', ehrSessionId: session.sessionId }));
    await house.settle();
    expect(await waiting()).toEqual([]);
  });
});
