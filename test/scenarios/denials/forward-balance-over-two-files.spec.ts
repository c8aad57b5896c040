import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision, reversalOf } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';

/* The trap: a negative payment is carried to the next file, and one of its two halves is dropped. */
describe('a balance that the payer carries forward', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', PAYER, '97530 30');
    await desk.remit(PAYER, '2026-03-16', [decision(visit.sent, ['CO-45 36.00'])]);
  });
  afterAll(() => desk?.close());

  it('comes in a file that pays nothing, and stands open on its ledger', async () => {
    const back = reversalOf(decision(visit.sent, ['CO-45 36.00']));
    const { text, remittanceId } = await desk.remit(PAYER, '2026-03-23', [back], { plb: ['FB -84.00 FWD1'] });
    expect(text).toContain('BPR*H*0*');
    expect((await desk.ledger(PAYER)).entries).toMatchObject([{ entryId: `${remittanceId}-0`, amountCents: -8400 }]);
    expect((await desk.ledger(PAYER)).links).toEqual([]);
  });

  it('is taken in part by one payment and for the rest by another, and is closed to the cent', async () => {
    const bob = await desk.claimOf('bob', PAYER, '97530 30', { dateOfService: '2026-03-24' });
    const first = await desk.remit(PAYER, '2026-03-30', [decision(bob.sent, ['CO-45 36.00'])], {
      plb: ['FB 50.00 FWD1'],
    });
    expect(first.text).toContain('BPR*I*34*');
    const cat = await desk.claimOf('cat', PAYER, '97530 30', { dateOfService: '2026-03-31' });
    const second = await desk.remit(PAYER, '2026-04-06', [decision(cat.sent, ['CO-45 36.00'])], {
      plb: ['FB 34.00 FWD1'],
    });
    const { links, entries } = await desk.ledger(PAYER);
    expect(links).toEqual([
      { entryId: entries[0]?.entryId, byEntryId: `${first.remittanceId}-0`, amountCents: 5000 },
      { entryId: entries[0]?.entryId, byEntryId: `${second.remittanceId}-0`, amountCents: 3400 },
    ]);
    expect(entries.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(0);
  });
});
