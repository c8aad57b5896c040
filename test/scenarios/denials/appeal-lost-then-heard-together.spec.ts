import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseWork } from '#libs/commands/denial-path/work-denial-case.js';
import { DenialDesk } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const MEDICARE = 'MEDICARE-B';
const filed = (level: string, filedOn: string, changes: object = {}): CaseWork => ({
  ...{ type: 'FileAppeal', level, filedOn, method: 'post' },
  ...changes,
});
const decided = (level: string, decidedOn: string, outcome: 'upheld' | 'partly' | 'overturned', amountCents = 0) =>
  ({ type: 'DecideAppeal', level, decidedOn, outcome, amountCents }) as const;

describe('an appeal that is lost, won in part, and too small for a hearing', () => {
  let desk: DenialDesk;
  let first: string;
  let second: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    const ann = await desk.claimOf('ann', MEDICARE, '97530 45');
    const bob = await desk.claimOf('bob', MEDICARE, '97530 30', { dateOfService: '2026-03-03' });
    await desk.remit(MEDICARE, '2026-04-06', [decision(ann.sent, ['CO-50 all']), decision(bob.sent, ['CO-50 all'])]);
    [first, second] = [`${ann.claimId}-1`, `${bob.claimId}-1`];
  });
  afterAll(() => desk?.close());

  const clock = async (denialId: string, kind: string) =>
    (await desk.case(denialId)).deadlines.find((one) => one.kind === kind);

  it('goes from the contractor to the independent reviewer, whose clock runs from the lost decision', async () => {
    await desk.at('2026-05-04');
    await desk.work(first, filed('redetermination', '2026-05-01'));
    await desk.work(second, filed('redetermination', '2026-05-01'));
    await desk.at('2026-06-15');
    expect(await desk.refusal(first, filed('reconsideration', '2026-06-15'))).toBe('appeal.no-right');
    await desk.work(first, decided('redetermination', '2026-06-10', 'upheld'));
    await desk.work(second, decided('redetermination', '2026-06-10', 'upheld'));
    expect(await clock(first, 'reconsideration')).toMatchObject({
      ...{ noticeDate: '2026-06-10', statutoryDate: '2026-12-12', workBy: '2026-12-11' },
    });
  });

  it('is won in part there, which leaves too little for a hearing', async () => {
    await desk.at('2026-07-06');
    await desk.work(first, filed('reconsideration', '2026-07-06'));
    await desk.work(second, filed('reconsideration', '2026-07-06'));
    await desk.at('2026-09-01');
    expect(await desk.refusal(first, decided('reconsideration', '2026-08-28', 'partly', 18_000))).toBe('appeal.amount');
    await desk.work(first, decided('reconsideration', '2026-08-28', 'partly', 6000));
    await desk.work(second, decided('reconsideration', '2026-08-28', 'upheld'));
    expect(await clock(first, 'alj')).toMatchObject({ statutoryDate: '2026-11-01', workBy: '2026-10-30' });
    expect(await desk.refusal(first, filed('alj', '2026-09-01'))).toBe('appeal.below-minimum');
  });

  it('is heard together with another case, for both or for neither', async () => {
    const strange = filed('alj', '2026-09-01', { togetherWith: ['0123456789ABC-1'] });
    expect(await desk.refusal(first, strange)).toBe('appeal.together');
    await desk.work(first, filed('alj', '2026-09-01', { togetherWith: [second] }));
    for (const [one, other] of [
      [first, second],
      [second, first],
    ] as const)
      expect((await desk.caseEvents(one)).findLast(({ type }) => type === 'AppealFiled')?.data).toMatchObject({
        ...{ level: 'alj', amountCents: 24_000, togetherWith: [other], decisionDueOn: '2026-11-30' },
      });
  });

  it('is decided for each case, and only what is still denied goes on to the council', async () => {
    await desk.at('2026-11-23');
    await desk.work(first, decided('alj', '2026-11-20', 'overturned', 12_000));
    await desk.work(second, decided('alj', '2026-11-20', 'upheld'));
    expect(await clock(first, 'council')).toBeUndefined();
    expect(await clock(second, 'council')).toMatchObject({ statutoryDate: '2027-01-24', workBy: '2027-01-22' });
    const rows = await desk.rows(
      `select kind, state from views.deadline where denial_id = $1 and state = 'running' order by kind`,
      second,
    );
    expect(rows).toEqual([
      { kind: 'council', state: 'running' },
      { kind: 'reopening', state: 'running' },
    ]);
  });
});
