import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { samplePractice } from '#libs/demo/sample-practice.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { DenialDesk } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const PLAN = 'EVERGREEN-MA';
const FAR = 'FARAWAY-MA';
const { payers } = samplePractice as unknown as PracticeProfile;
const faraway = {
  payerId: FAR,
  name: 'Faraway Advantage',
  kind: 'MEDICARE_ADVANTAGE',
  percentOfMedicare: 100,
} as const;

describe('denials of Medicare Advantage plans', () => {
  let desk: DenialDesk;
  let inside: string;
  let outside: string;
  beforeAll(async () => {
    desk = await DenialDesk.open({ payers: [...payers, { ...faraway, network: 'out' }] });
    const ann = await desk.claimOf('ann', PLAN, '97530 60');
    const bob = await desk.claimOf('bob', FAR, '97530 60', { dateOfService: '2026-03-03' });
    await desk.remit(PLAN, '2026-05-01', [decision(ann.sent, ['CO-50 all'])]);
    await desk.remit(FAR, '2026-05-01', [decision(bob.sent, ['CO-50 all'])]);
    [inside, outside] = [`${ann.claimId}-1`, `${bob.claimId}-1`];
  });
  afterAll(() => desk?.close());

  it('run 65 days from the notice, worked before a holiday', async () => {
    for (const denialId of [inside, outside])
      expect((await desk.case(denialId)).deadlines).toMatchObject([
        { kind: 'payer-appeal', statutoryDate: '2026-07-05', workBy: '2026-07-02' },
      ]);
  });

  it('are disputed by contract where there is one, and the plan’s word is the last', async () => {
    await desk.at('2026-05-18');
    await desk.work(inside, { type: 'FileAppeal', level: 'payer-appeal', filedOn: '2026-05-18' });
    await desk.at('2026-06-15');
    await desk.work(inside, {
      ...{ type: 'DecideAppeal', level: 'payer-appeal', decidedOn: '2026-06-12', outcome: 'upheld', amountCents: 0 },
    });
    expect((await desk.caseEvents(inside)).at(-1)?.type).toBe('AppealDecided');
    expect(await desk.case(inside)).toMatchObject({ status: 'open', deadlines: [{}] });
  });

  it('without a contract need a waiver of liability', async () => {
    const appeal = { type: 'FileAppeal', level: 'payer-appeal', filedOn: '2026-06-15' } as const;
    expect(await desk.refusal(outside, appeal)).toBe('appeal.waiver-missing');
    expect(await desk.refusal(outside, { ...appeal, waiverOfLiability: false })).toBe('appeal.waiver-missing');
    await desk.work(outside, { ...appeal, waiverOfLiability: true });
  });

  it('without a contract are forwarded to the independent reviewer by the plan itself, then go to the judge', async () => {
    await desk.at('2026-07-20');
    const upheld = { type: 'DecideAppeal', decidedOn: '2026-07-17', outcome: 'upheld', amountCents: 0 } as const;
    await desk.work(outside, { ...upheld, level: 'payer-appeal' });
    expect((await desk.caseEvents(outside)).at(-1)).toMatchObject({
      type: 'AppealForwarded',
      data: { level: 'independent-review', forwardedTo: 'independent review entity', forwardedOn: '2026-07-17' },
    });
    const again = { type: 'FileAppeal', level: 'independent-review', filedOn: '2026-07-20' } as const;
    expect(await desk.refusal(outside, again)).toBe('appeal.no-right');

    await desk.at('2026-09-14');
    await desk.work(outside, { ...upheld, level: 'independent-review', decidedOn: '2026-09-11' });
    expect((await desk.case(outside)).deadlines).toMatchObject([
      { kind: 'payer-appeal' },
      { kind: 'alj', noticeDate: '2026-09-11', statutoryDate: '2026-11-15' },
    ]);
    await desk.work(outside, { type: 'FileAppeal', level: 'alj', filedOn: '2026-09-14' });
  });
});
