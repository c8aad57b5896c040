import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimBalance } from '#libs/domain/claim/balance.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision, reversalOf } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';

/* The trap: a payer takes a payment back and says nothing more, and the claim still looks paid. */
describe('a decision that is taken back without another in its place', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', PAYER, '97530 30');
    await desk.remit(PAYER, '2026-03-16', [paid()]);
  });
  afterAll(() => desk?.close());

  const paid = () => decision(visit.sent, ['CO-45 36.00, PR-2 20.00']);

  it('leaves the whole charge open with the payer, and the patient owes nothing any more', async () => {
    expect(await desk.claim(visit.claimId)).toMatchObject({ adjudication: 'paid', patientShareCents: 2000 });
    const other = await desk.claimOf('bob', PAYER, '97530 30', { dateOfService: '2026-03-17' });
    await desk.remit(PAYER, '2026-03-23', [reversalOf(paid()), decision(other.sent, ['CO-45 36.00'])]);
    const claim = await desk.claim(visit.claimId);
    expect(claim).toMatchObject({ adjudication: 'reversed', balance: 'insurer', patientShareCents: null });
    expect(claimBalance(claim)).toEqual({
      ...{ chargeCents: 12_000, paidCents: 0, adjustmentCents: 0, patientCents: 0, deniedCents: 0, openCents: 12_000 },
    });
    expect(await desk.rows(`select adjudication from views.claim where claim_id = $1`, visit.claimId)).toEqual([
      { adjudication: 'reversed' },
    ]);
  });

  it('is decided by the correction that comes in a later file', async () => {
    const corrected = decision(visit.sent, ['CO-45 40.00, PR-2 10.00'], { payerControlNumber: 'ICN-NEXT' });
    await desk.remit(PAYER, '2026-03-30', [corrected]);
    const claim = await desk.claim(visit.claimId);
    expect(claim).toMatchObject({ adjudication: 'paid', balance: 'patient', patientShareCents: 1000 });
    expect(claimBalance(claim)).toMatchObject({ paidCents: 7000, adjustmentCents: 4000, patientCents: 1000 });
  });

  it('of which the payer takes back another amount than it gave is money that a person has to explain', async () => {
    const wrong = reversalOf(decision(visit.sent, ['CO-45 41.00, PR-2 10.00'], { payerControlNumber: 'ICN-NEXT' }));
    const other = await desk.claimOf('cat', PAYER, '97530 30', { dateOfService: '2026-03-31' });
    await desk.remit(PAYER, '2026-04-13', [wrong, decision(other.sent, ['CO-45 36.00'])]);
    expect((await desk.claim(visit.claimId)).unexplained).toMatchObject([
      { payerControlNumber: 'ICN-NEXT', paidCents: 100 },
    ]);
  });
});
