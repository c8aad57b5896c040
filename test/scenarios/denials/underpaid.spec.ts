import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision, reversalOf } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';

/* The contract allows 84.00 for two units of 97530, charged at 120.00. */
describe('a payer that allows less than its contract', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  let denialId: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', PAYER, '97530 30');
    denialId = `${visit.claimId}-1`;
  });
  afterAll(() => desk?.close());

  it('is left alone within the tolerance, the patient’s share counted as allowed', async () => {
    const near = await desk.claimOf('near', PAYER, '97530 30');
    await desk.remit(PAYER, '2026-03-16', [decision(near.sent, ['CO-45 37.68, PR-2 16.80'])]);
    expect(await desk.caseEvents(`${near.claimId}-1`)).toEqual([]);
  });

  it('is found out beyond it, with a case that runs the payer’s appeal clock and no denial', async () => {
    await desk.remit(PAYER, '2026-03-16', [decision(visit.sent, ['CO-45 50.00'])]);
    const denial = await desk.case(denialId);
    expect(denial).toMatchObject({
      opened: { caseKind: 'underpayment', deniedCents: 1400, lines: [{ reason: 'underpaid', deniedCents: 1400 }] },
      deadlines: [{ kind: 'payer-appeal', statutoryDate: '2026-05-15' }],
    });
    expect((await desk.claim(visit.claimId)).adjudication).toBe('paid');
    expect((await desk.claim(visit.claimId)).denials).toEqual([]);
  });

  it('is disputed, and pays the rest: the case counts what came of it', async () => {
    await desk.work(denialId, { type: 'FileAppeal', level: 'payer-appeal', filedOn: '2026-03-16' });
    const short = decision(visit.sent, ['CO-45 50.00']);
    await desk.remit(PAYER, '2026-04-20', [reversalOf(short), decision(visit.sent, ['CO-45 36.00'])]);
    expect((await desk.caseEvents(denialId)).at(-1)).toMatchObject({
      ...{ type: 'DenialResolved', data: { recoveredCents: 1400 } },
    });
  });
});
