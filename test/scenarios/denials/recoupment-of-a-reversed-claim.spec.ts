import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision, reversalOf } from '../support/payer-letters.js';

const MEDICARE = 'MEDICARE-B';

/* The trap: money is taken from a payment, and nobody knows which claim it was for. */
describe('a recoupment that names the claim it takes back', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  let number: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', MEDICARE, '97530 30');
    number = `ICN${visit.sent.patientControlNumber}`;
    await desk.remit(MEDICARE, '2026-03-16', [decision(visit.sent, ['CO-45 60.00'])]);
  });
  afterAll(() => desk?.close());

  const overpayment = () => desk.case(`${visit.claimId}-1`);

  it('is put off first: the reversal is tied, and the claim is an overpayment with 60 days', async () => {
    const back = reversalOf(decision(visit.sent, ['CO-45 60.00']));
    const { text } = await desk.remit(MEDICARE, '2026-03-30', [back], { plb: [`WO -60.00 ${number}`] });
    expect(text).toContain('BPR*H*0*');
    expect((await desk.ledger(MEDICARE)).entries[0]?.ties).toEqual([{ claimId: visit.claimId, amountCents: -6000 }]);
    expect(await overpayment()).toMatchObject({
      opened: { caseKind: 'overpayment', overpaidCents: 6000 },
      deadlines: [{ kind: 'overpayment-return', statutoryDate: '2026-05-29' }],
    });
  });

  it('is taken from later payments piece by piece, by the number alone, until nothing is left', async () => {
    const bob = await desk.claimOf('bob', MEDICARE, '97530 30', { dateOfService: '2026-03-31' });
    await desk.remit(MEDICARE, '2026-04-13', [decision(bob.sent, ['CO-45 60.00'])], { plb: [`WO 25.00 ${number}`] });
    expect((await overpayment()).overpayment).toMatchObject({ outstandingCents: 3500 });
    const cat = await desk.claimOf('cat', MEDICARE, '97530 30', { dateOfService: '2026-04-14' });
    await desk.remit(MEDICARE, '2026-04-27', [decision(cat.sent, ['CO-45 60.00'])], { plb: [`WO 35.00 ${number}`] });
    expect(await overpayment()).toMatchObject({ status: 'resolved', resolution: { how: 'recouped' } });
    expect((await desk.ledger(MEDICARE)).entries.every(({ ties }) => ties.length === 1)).toBe(true);
    await desk.at('2026-06-01');
    expect((await desk.caseEvents(`${visit.claimId}-1`)).map(({ type }) => type)).not.toContain('AppealDeadlineMissed');
  });

  it('that names no claim of ours waits on the ledger for a person', async () => {
    await desk.remit(MEDICARE, '2026-06-08', [], { plb: ['WO 10.00 SOMEBODY', 'L6 -10.00'] });
    expect((await desk.ledger(MEDICARE)).entries.at(-2)).toMatchObject({ kind: 'recoupment', ties: [] });
  });
});
