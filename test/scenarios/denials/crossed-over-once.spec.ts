import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { laterClaimIdOf } from '#libs/contracts/streams.js';
import { DenialDesk } from '../support/denial-desk.js';
import { claimsIn, decision } from '../support/payer-letters.js';

const MEDICARE = 'MEDICARE-B';
const SECOND = 'SUMMIT';
const coverages = [
  { rank: 1, payerId: MEDICARE, memberId: '1EG4TE5MK73', relationship: 'self' },
  { rank: 2, payerId: SECOND, memberId: 'SUM123', relationship: 'self' },
] as const;

/* The trap: Medicare sends a claim on to the second payer, and so do we. */
describe('a claim that Medicare has sent on', () => {
  let desk: DenialDesk;
  beforeAll(async () => {
    desk = await DenialDesk.open();
  });
  afterAll(() => desk?.close());

  const sentToSecond = async () => (await claimsIn(desk.folders(SECOND).outbox)).length;

  it.each([
    ['the claim’s status', { status: '19' }],
    ['a remark', { remarks: ['MA18'] }],
    ['the name of who got it', { crossoverCarrier: { name: 'Summit Mutual', id: 'SUMIT' } }],
  ])('as %s says, is not billed by us, and the second payer’s answer is posted once', async (what, changes) => {
    const { claimId, sent } = await desk.claimOf(what, MEDICARE, '97530 30', { coverages: [...coverages] });
    const today = (await desk.house.clock.current()).toISOString().slice(0, 10);
    await desk.remit(MEDICARE, today, [decision(sent, ['CO-45 16.00, PR-2 20.00'], changes)]);
    await desk.at(`${today}T23:59:00.000Z`);
    await desk.at(new Date(Date.parse(today) + 2.1 * 86_400_000).toISOString());
    expect(await sentToSecond()).toBe(0);
    expect(await desk.claim(laterClaimIdOf(desk.practiceId, claimId, 2))).toMatchObject({
      submissions: [{ state: 'crossed-over' }],
    });

    const later = (await desk.house.clock.current()).toISOString().slice(0, 10);
    const answer = decision(sent, ['OA-23 100.00, PR-2 5.00'], { status: '2', payerControlNumber: `SEC-${claimId}` });
    await desk.remit(SECOND, later, [answer]);
    expect(await desk.claim(claimId)).toMatchObject({
      balance: 'patient',
      later: [{ rank: 2, paidCents: 1500, patientCents: 500 }],
      patientShareCents: 500,
    });
  });

  it('is billed by us, once, where Medicare did not send it on', async () => {
    const { claimId, sent } = await desk.claimOf('own', MEDICARE, '97530 30', { coverages: [...coverages] });
    const today = (await desk.house.clock.current()).toISOString().slice(0, 10);
    await desk.remit(MEDICARE, today, [decision(sent, ['CO-45 16.00, PR-2 20.00'])]);
    await desk.at(new Date(Date.parse(today) + 3.1 * 86_400_000).toISOString());
    expect((await claimsIn(desk.folders(SECOND).outbox)).map((claim) => claim.patientControlNumber)).toEqual([
      `${laterClaimIdOf(desk.practiceId, claimId, 2)}S1`,
    ]);
  });
});
