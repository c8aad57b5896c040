import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DenialDesk } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const MEDICARE = 'MEDICARE-B';

describe('a deadline that nobody met', () => {
  let desk: DenialDesk;
  let denialId: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    const visit = await desk.claimOf('ann', MEDICARE, '97530 30');
    denialId = `${visit.claimId}-1`;
    await desk.remit(MEDICARE, '2026-04-06', [decision(visit.sent, ['CO-50 all'])]);
  });
  afterAll(() => desk?.close());

  const missed = () =>
    desk.rows(`select denial_id, kind, last_alarm_days_before from views.deadline where state = 'missed'`);
  const appeal = { type: 'FileAppeal', level: 'redetermination', filedOn: '2026-08-10' } as const;

  it('rings for its owner to the last, stands open through its last day, and is missed when that is over', async () => {
    await desk.at('2026-08-10T03:59:00.000Z');
    const rung = (await desk.caseEvents(denialId)).filter(({ type }) => type === 'AppealDeadlineApproaching');
    expect(rung.map(({ data }) => data.daysBefore)).toEqual([30, 14, 7, 3, 1, 0]);
    expect(await missed()).toEqual([]);
    await desk.at('2026-08-10T04:01:00.000Z');
    expect(await missed()).toEqual([{ denial_id: denialId, kind: 'redetermination', last_alarm_days_before: 0 }]);
    const told = await desk.rows(`select type from views.notification where current and kind = 'redetermination'`);
    expect(told).toContainEqual({ type: 'missed' });
  });

  it('is not appealed any more without a good cause', async () => {
    expect(await desk.refusal(denialId, appeal)).toBe('appeal.late');
    expect(await desk.refusal(denialId, { ...appeal, goodCause: ' ' })).toBe('appeal.late');
  });

  it('leaves the list with a reason alone', async () => {
    const clear = { type: 'ClearMissedDeadline', kind: 'redetermination', by: 'user:ann' } as const;
    expect(await desk.refusal(denialId, { ...clear, reason: '  ' })).toBeDefined();
    expect(await missed()).toHaveLength(1);
    await desk.work(denialId, { ...clear, reason: 'flooded office, see the letter' });
    expect(await missed()).toEqual([]);
    expect(await desk.rows(`select state from views.deadline where kind = 'redetermination'`)).toEqual([
      { state: 'cleared' },
    ]);
  });

  it('may still be appealed with the cause named, and the case is open all the while', async () => {
    await desk.work(denialId, { ...appeal, goodCause: 'the office was flooded' });
    expect((await desk.caseEvents(denialId)).at(-1)?.data).toMatchObject({ goodCause: 'the office was flooded' });
    expect((await desk.case(denialId)).status).toBe('open');
  });
});
