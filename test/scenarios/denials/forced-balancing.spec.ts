import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimBalance } from '#libs/domain/claim/balance.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';

/* The trap: a payment that does not add up is made to, by a line that nobody wrote. */
describe('a payment that does not balance', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', PAYER, '97530 30, 97110 15');
  });
  afterAll(() => desk?.close());

  const answer = () => decision(visit.sent, ['CO-45 36.00, PR-2 10.00', 'CO-45 19.00']);
  const paymentOn = (remittanceId: string) =>
    desk.events(`${desk.practiceId}/remittance-${remittanceId}`).then((events) => events.map(({ type }) => type));

  it.each([
    ['pays more than its claims', (text: string) => text.replace(/(BPR\*I\*)[\d.]+/, '$1999.00'), 'BPR'],
    ['has a line that does not add up', (text: string) => text.replace('CAS*CO*45*36', 'CAS*CO*45*37'), 'SVC'],
    [
      'has a claim charged otherwise than its lines',
      (text: string) => text.replace(/(CLP\*\w+\*1\*)[\d.]+/, '$1180'),
      'CLP',
    ],
  ])('that %s posts nothing, invents nothing, and says where', async (_what, alter, segment) => {
    await desk.at('2026-03-16');
    const before = await desk.claim(visit.claimId);
    const { remittanceId } = await desk.remit(PAYER, '2026-03-16', [answer()], { alter, trace: `T${segment}` });
    expect(await paymentOn(remittanceId)).toEqual(['RemittanceReceived', 'RemittanceRejected']);
    const rejected = (await desk.events(`${desk.practiceId}/remittance-${remittanceId}`)).at(-1);
    expect(JSON.stringify(rejected?.data.problems)).toContain(segment);
    expect(await desk.claim(visit.claimId)).toEqual(before);
    const rows = await desk.rows(`select status from views.remittance where remittance_id = $1`, remittanceId);
    expect(rows).toEqual([{ status: 'rejected' }]);
  });

  it('is posted when the payer sends it right, with every cent where the payer put it', async () => {
    const spoiled = (text: string) => text.replace('CAS*CO*45*36', 'CAS*CO*45*37');
    const { remittanceId } = await desk.remit(PAYER, '2026-03-17', [answer()], { trace: 'SAME', alter: spoiled });
    await desk.remit(PAYER, '2026-03-17', [answer()], { trace: 'SAME' });
    expect(await paymentOn(remittanceId)).toEqual([
      ...['RemittanceReceived', 'RemittanceRejected', 'RemittanceReceived'],
      ...['RemittanceClaimMatched', 'RemittancePosted'],
    ]);
    expect(claimBalance(await desk.claim(visit.claimId))).toEqual({
      ...{ chargeCents: 17_500, paidCents: 11_000, adjustmentCents: 5500, patientCents: 1000 },
      ...{ deniedCents: 0, openCents: 0 },
    });
  });
});
