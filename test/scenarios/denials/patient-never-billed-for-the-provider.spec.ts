import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimBalance } from '#libs/domain/claim/balance.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';

/* The traps: the patient is billed for what the contract lays on the provider, and a denial turns into a write-off when it is posted. */
describe('what a payer lays on the provider', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  let denialId: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', PAYER, '97530 30, 97110 15');
    denialId = `${visit.claimId}-1`;
    await desk.remit(PAYER, '2026-03-16', [decision(visit.sent, ['CO-45 36.00, PR-2 20.00', 'CO-197 all'])]);
  });
  afterAll(() => desk?.close());

  it('stands denied and open: nothing is written off, and the patient owes nothing while it is contested', async () => {
    const claim = await desk.claim(visit.claimId);
    expect(claimBalance(claim)).toEqual({
      ...{ chargeCents: 17_500, paidCents: 6400, adjustmentCents: 3600, patientCents: 2000 },
      ...{ deniedCents: 5500, openCents: 5500 },
    });
    expect(claim).toMatchObject({ writtenOffCents: 0, adjudication: 'partly-paid' });
  });

  it('is never made the patient’s, neither by a person nor by writing it off', async () => {
    expect(await desk.refusal(denialId, { type: 'ResolveDenial', how: 'patient' })).toBe('denial.patient-not-liable');
    await desk.work(denialId, {
      ...{ type: 'WriteOffDenial', amountCents: 5500, reason: 'no-authorization', role: 'manager' },
    });
    expect(await desk.claim(visit.claimId)).toMatchObject({ writtenOffCents: 5500, patientShareCents: 2000 });
  });

  it('is the patient’s where the payer said so itself', async () => {
    const other = await desk.claimOf('bob', PAYER, '97110 15', { dateOfService: '2026-03-17' });
    await desk.remit(PAYER, '2026-03-30', [decision(other.sent, ['PR-204 all'])]);
    await desk.work(`${other.claimId}-1`, { type: 'ResolveDenial', how: 'patient' });
    expect(await desk.case(`${other.claimId}-1`)).toMatchObject({ status: 'resolved', resolution: { how: 'patient' } });
  });
});
