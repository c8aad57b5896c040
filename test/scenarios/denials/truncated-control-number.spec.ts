import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimAnswer } from '../../integration/worker/payer-answers.js';
import { DenialDesk } from '../support/denial-desk.js';
import { decision, reversalOf } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';

/* The trap: a payer cuts our claim number short, and the payment is lost or posted to whoever comes first. */
describe('a payer that returns a part of our claim number', () => {
  let desk: DenialDesk;
  beforeAll(async () => {
    desk = await DenialDesk.open();
  });
  afterAll(() => desk?.close());

  it('gets numbers of at most 17 characters, which most payers keep whole', async () => {
    const { sent } = await desk.claimOf('ann', PAYER, '97530 30');
    expect(sent.patientControlNumber.length).toBeLessThanOrEqual(17);
  });

  it('has its payment wait for a person, who ties it once; afterwards its own number is enough', async () => {
    const { claimId, sent } = await desk.claimOf('bob', PAYER, '97530 30');
    const cut = decision(sent, ['CO-45 36.00'], {
      patientControlNumber: sent.patientControlNumber.slice(0, 9),
      payerControlNumber: 'ICN-4711',
    });
    const { remittanceId } = await desk.remit(PAYER, '2026-03-16', [cut]);
    expect((await desk.claim(claimId)).adjudication).toBe('none');
    expect(await desk.rows(`select reason from views.unmatched_claim`)).toHaveLength(1);

    const match = { type: 'MatchRemittanceClaim', index: 0, claimId, submissionNumber: 1, confirmed: false } as const;
    await desk.onRemittance(remittanceId, match);
    expect((await desk.claim(claimId)).adjudication).toBe('paid');
    expect(await desk.rows(`select reason from views.unmatched_claim`)).toEqual([]);

    await desk.remit(PAYER, '2026-03-23', [
      reversalOf(cut),
      { ...cut, payerControlNumber: 'ICN-4712', originalPayerControlNumber: 'ICN-4711' },
    ]);
    expect((await desk.claim(claimId)).adjudications.map(({ reversed }) => reversed)).toEqual([true, false]);
    expect(await desk.rows(`select reason from views.unmatched_claim`)).toEqual([]);
  });

  it('is understood at once where its acknowledgement named its own number before', async () => {
    const { claimId, sent } = await desk.claimOf('cat', PAYER, '97530 30');
    await desk.drop(PAYER, claimAnswer('PR', sent.patientControlNumber, 'A2:20', 'ICN-4713'), '2026-03-30');
    const cut = { patientControlNumber: sent.patientControlNumber.slice(0, 9), payerControlNumber: 'ICN-4713' };
    await desk.remit(PAYER, '2026-04-06', [decision(sent, ['CO-45 36.00'], cut)]);
    expect((await desk.claim(claimId)).adjudication).toBe('paid');
  });
});
