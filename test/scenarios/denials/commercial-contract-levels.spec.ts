import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { samplePractice } from '#libs/demo/sample-practice.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision, reversalOf } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';
const { payers } = samplePractice as unknown as PracticeProfile;
const appealLevels = [
  { name: 'First-level dispute', days: 60 },
  { name: 'Second-level dispute', days: 30 },
];

describe('a payer whose contract has two levels of dispute', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  let denialId: string;
  beforeAll(async () => {
    desk = await DenialDesk.open({
      payers: payers.map((payer) => (payer.payerId === PAYER ? { ...payer, appealLevels } : payer)),
    });
    visit = await desk.claimOf('ann', PAYER, '97530 30');
    denialId = `${visit.claimId}-1`;
    await desk.remit(PAYER, '2026-04-06', [decision(visit.sent, ['CO-50 all'])]);
  });
  afterAll(() => desk?.close());

  const clocks = () =>
    desk.rows(
      `select kind, level_name, state, statutory_date::text as "on" from views.deadline where denial_id = $1 order by kind`,
      denialId,
    );

  it('hears the first within 60 days of its notice, without days of presumed receipt', async () => {
    expect(await clocks()).toEqual([
      { kind: 'payer-appeal', level_name: 'First-level dispute', state: 'running', on: '2026-06-05' },
    ]);
    await desk.at('2026-05-04');
    await desk.work(denialId, { type: 'FileAppeal', level: 'payer-appeal', filedOn: '2026-05-04' });
  });

  it('hears the second within 30 days of the first decision', async () => {
    await desk.at('2026-06-01');
    await desk.work(denialId, {
      ...{ type: 'DecideAppeal', level: 'payer-appeal', decidedOn: '2026-05-29', outcome: 'partly', amountCents: 2000 },
    });
    expect(await clocks()).toContainEqual({
      ...{ kind: 'payer-appeal-2', level_name: 'Second-level dispute', state: 'running', on: '2026-06-28' },
    });
    const late = { type: 'FileAppeal', level: 'payer-appeal-2', filedOn: '2026-06-29' } as const;
    await desk.at('2026-06-26');
    expect(await desk.refusal(denialId, late)).toBe('appeal.future');
    await desk.work(denialId, { ...late, filedOn: '2026-06-26' });
  });

  it('has no third, and pays what it was told to', async () => {
    await desk.at('2026-07-20');
    await desk.work(denialId, {
      ...{ type: 'DecideAppeal', level: 'payer-appeal-2', decidedOn: '2026-07-17', outcome: 'upheld', amountCents: 0 },
    });
    expect((await clocks()).map((row) => (row as { kind: string }).kind)).toEqual(['payer-appeal', 'payer-appeal-2']);
    const denied = decision(visit.sent, ['CO-50 all']);
    const partly = decision(visit.sent, ['CO-50 100.00']);
    await desk.remit(PAYER, '2026-07-27', [reversalOf(denied), partly]);
    expect((await desk.caseEvents(denialId)).at(-1)).toMatchObject({
      type: 'DenialRepeated',
      data: { deniedCents: 10_000 },
    });
    expect(await desk.claim(visit.claimId)).toMatchObject({ adjudication: 'partly-paid' });
  });
});
