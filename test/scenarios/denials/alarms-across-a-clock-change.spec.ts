import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DenialDesk } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const MEDICARE = 'MEDICARE-B';

describe('alarms while the clocks are set back on 1 November 2026', () => {
  let desk: DenialDesk;
  let denialId: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    const visit = await desk.claimOf('ann', MEDICARE, '97530 30');
    denialId = `${visit.claimId}-1`;
    await desk.remit(MEDICARE, '2026-07-01', [decision(visit.sent, ['CO-50 all'])]);
  });
  afterAll(() => desk?.close());

  const rung = async () =>
    (await desk.caseEvents(denialId))
      .filter(({ type, data }) => type === 'AppealDeadlineApproaching' && data.kind === 'redetermination')
      .map(({ data }) => data.daysBefore);

  it('ring at eight in the morning by the practice’s own clock, before and after', async () => {
    expect((await desk.case(denialId)).deadlines[0]).toMatchObject({ workBy: '2026-11-03' });
    for (const [before, at, days] of [
      ['2026-10-27T11:59:30.000Z', '2026-10-27T12:00:30.000Z', 7],
      ['2026-10-31T11:59:30.000Z', '2026-10-31T12:00:30.000Z', 3],
      ['2026-11-02T12:59:30.000Z', '2026-11-02T13:00:30.000Z', 1],
      ['2026-11-03T12:59:30.000Z', '2026-11-03T13:00:30.000Z', 0],
    ] as const) {
      await desk.at(before);
      expect(await rung()).not.toContain(days);
      await desk.at(at);
      expect((await rung()).at(-1)).toBe(days);
    }
    expect(await rung()).toEqual([30, 14, 7, 3, 1, 0]);
  });

  it('and the day is over at midnight of the winter’s clock', async () => {
    await desk.at('2026-11-04T04:59:30.000Z');
    expect((await desk.case(denialId)).deadlines[0]?.missed).toBe(false);
    await desk.at('2026-11-04T05:00:30.000Z');
    expect((await desk.case(denialId)).deadlines[0]?.missed).toBe(true);
  });
});
