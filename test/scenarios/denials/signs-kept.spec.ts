import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimBalance } from '#libs/domain/claim/balance.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision, reversalOf } from '../support/payer-letters.js';

const MEDICARE = 'MEDICARE-B';

/* The traps: a negative contractual amount turned positive, and provider adjustments counted the wrong way or dropped. */
describe('amounts whose sign matters', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', MEDICARE, '97530 30');
  });
  afterAll(() => desk?.close());

  const answer = () => decision(visit.sent, ['CO-45 60.00, CO-144 -2.00, PR-2 10.00']);

  it('are posted as the payer wrote them: an incentive raises the payment', async () => {
    const plb = ['L6 -0.45', 'WO 25.00 OLD-CLAIM', 'CS 3.00', 'J1 -1.00'];
    const { text, remittanceId } = await desk.remit(MEDICARE, '2026-03-30', [answer()], { plb });
    expect(text).toContain('BPR*I*25.45*');
    const claim = await desk.claim(visit.claimId);
    expect(claim.adjudications[0]?.lines[0]?.adjustments).toContainEqual({
      ...{ group: 'CO', reason: '144', amountCents: -200 },
    });
    expect(claimBalance(claim)).toMatchObject({ paidCents: 5200, adjustmentCents: 5800, patientCents: 1000 });
    const rows = await desk.rows(`select payment_cents from views.remittance where remittance_id = $1`, remittanceId);
    expect(rows).toEqual([{ payment_cents: 2545 }]);
  });

  it('stand on the payer’s ledger, those that nobody knows in suspense and never on a claim', async () => {
    const { entries } = await desk.ledger(MEDICARE);
    expect(entries.map(({ reason, kind, amountCents }) => [reason, kind, amountCents])).toEqual([
      ['L6', 'interest', -45],
      ['WO', 'recoupment', 2500],
      ['CS', 'suspense', 300],
      ['J1', 'suspense', -100],
    ]);
  });

  it('are all taken back by a reversal, to nothing', async () => {
    const other = await desk.claimOf('bob', MEDICARE, '97530 30', { dateOfService: '2026-03-31' });
    await desk.remit(MEDICARE, '2026-04-13', [reversalOf(answer()), decision(other.sent, ['CO-45 60.00'])]);
    expect(claimBalance(await desk.claim(visit.claimId))).toEqual({
      ...{ chargeCents: 12_000, paidCents: 0, adjustmentCents: 0, patientCents: 0, deniedCents: 0, openCents: 12_000 },
    });
  });
});
