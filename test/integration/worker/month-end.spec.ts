import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigurePractice } from '#libs/commands/claim-path/configure-practice.js';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import { VoidSession } from '#libs/commands/claim-path/void-session.js';
import { sampleMessages, samplePractice } from '#libs/demo/sample-practice.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { Session } from '#libs/rules/session.js';
import { PAYER, WorkerHouse } from './worker-house.js';

/** 20:00 in New York on the last of March. */
const MONTH_END = new Date('2026-04-01T00:00:00.000Z');
const FAR = new Date('2028-01-01T00:00:00.000Z');

let house: WorkerHouse;
beforeEach(async () => {
  house = await WorkerHouse.open();
  const sample = samplePractice as unknown as PracticeProfile;
  const profile = { ...sample, charges: { ...sample.charges, 98980: 6000, 98981: 4500 } };
  await house.send((context) => new ConfigurePractice(context, { profile }));
});
afterEach(() => house.close());

const [message] = sampleMessages('2026-03-02').filter(
  ({ type, data }) =>
    type === 'ehr.session.recorded.v1' && (data.coverages as { payerId: string }[])[0]?.payerId === PAYER,
);
const sample = message?.data as unknown as Session;

async function manage(day: string, minutes: number): Promise<void> {
  const procedures = [{ code: '98980', minutes, rtm: { interactiveOn: '2026-03-04' } }];
  const session = { ...sample, sessionId: `RTM-${day}`, dateOfService: day, procedures };
  await house.clock.advanceTo(new Date(`${day}T17:00:00.000Z`));
  await house.send((context) => new RecordSession(context, { source: 'test', session }));
  await house.settle();
}
const kinds = async (until: Date) => (await house.table.page(until, 100)).map(({ kind }) => kind);

describe('days that wait for the end of their month', () => {
  it('are coded by themselves when it is over, and their one claim goes out at the next close of day', async () => {
    await manage('2026-03-05', 12);
    await manage('2026-03-20', 30);
    expect(await house.due()).toEqual([]);
    const waiting = await house.table.page(FAR, 100);
    expect(waiting.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['month-end', MONTH_END],
      ['month-end', MONTH_END],
    ]);
    await house.clock.advanceTo(new Date(MONTH_END.getTime() + 1));
    await house.doDueWork();
    expect(await kinds(FAR)).toEqual(['claim-release']);
    const types = await house.types();
    expect(types.filter((type) => type === 'ClaimDrafted')).toHaveLength(1);
    await house.clock.advanceTo(new Date('2026-04-02T00:00:00.000Z'));
    await house.doDueWork();
    expect(await house.filesIn('outbox')).toHaveLength(1);
    expect(new Set(await kinds(FAR))).toEqual(new Set(['claim-silent']));
  });

  it('wait for nothing once their sessions are taken back', async () => {
    await manage('2026-03-05', 12);
    await house.send((context) => new VoidSession(context, { source: 'test', ehrSessionId: 'RTM-2026-03-05' }));
    await house.settle();
    expect(await kinds(FAR)).toEqual([]);
  });
});
