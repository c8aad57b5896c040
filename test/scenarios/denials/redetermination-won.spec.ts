import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision, reversalOf } from '../support/payer-letters.js';

const MEDICARE = 'MEDICARE-B';

describe('a redetermination that is won', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', MEDICARE, '97530 30');
  });
  afterAll(() => desk?.close());

  it('begins with a line denied as not necessary, whose clock runs 125 days from the remittance', async () => {
    await desk.remit(MEDICARE, '2026-04-06', [decision(visit.sent, ['CO-50 all, N115'])]);
    const denial = await desk.case(`${visit.claimId}-1`);
    expect(denial).toMatchObject({
      status: 'open',
      classification: { category: 'medical-necessity', action: 'APPEAL' },
    });
    expect(denial.deadlines).toMatchObject([
      { kind: 'redetermination', statutoryDate: '2026-08-09', workBy: '2026-08-07' },
      { kind: 'reopening', statutoryDate: '2027-04-06' },
    ]);
  });

  it('is filed in Ann’s name, and its decision is awaited for 60 days', async () => {
    await desk.at('2026-05-04');
    const denialId = `${visit.claimId}-1`;
    await desk.work(denialId, {
      type: 'FileAppeal',
      level: 'redetermination',
      filedOn: '2026-05-04',
      method: 'portal',
    });
    expect((await desk.caseEvents(denialId)).at(-1)?.data).toMatchObject({
      ...{ filedBy: 'user:ann', decisionDueOn: '2026-07-03' },
    });
  });

  it('is decided in our favour, starts no further clock, and ends when the corrected payment comes', async () => {
    const denialId = `${visit.claimId}-1`;
    await desk.at('2026-06-15');
    const { deniedCents } = (await desk.case(denialId)).opened as { deniedCents: number };
    await desk.work(denialId, {
      ...{ type: 'DecideAppeal', level: 'redetermination', decidedOn: '2026-06-12', outcome: 'overturned' },
      amountCents: deniedCents,
    });
    expect((await desk.case(denialId)).deadlines.map(({ kind }) => kind)).not.toContain('reconsideration');

    const denied = decision(visit.sent, ['CO-50 all, N115']);
    await desk.remit(MEDICARE, '2026-06-22', [reversalOf(denied), decision(visit.sent, ['CO-45 60.00'])]);
    expect((await desk.caseEvents(denialId)).at(-1)).toMatchObject({
      ...{ type: 'DenialResolved', data: { recoveredCents: 6000 } },
    });
    expect(await desk.claim(visit.claimId)).toMatchObject({ adjudication: 'paid' });
  });
});
