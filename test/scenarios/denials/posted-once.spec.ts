import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimBalance } from '#libs/domain/claim/balance.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';

/* The trap: the same payment comes twice, in the same file or in another one, and is posted twice. */
describe('a payment that comes more than once', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  let text: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', PAYER, '97530 30');
    const claims = [decision(visit.sent, ['CO-45 36.00'])];
    ({ text } = await desk.remit(PAYER, '2026-03-16', claims, { trace: 'CHECK-1', plb: ['L6 -1.00'] }));
  });
  afterAll(() => desk?.close());

  const paid = async () => ({
    ...{ claim: claimBalance(await desk.claim(visit.claimId)).paidCents, posted: await count('RemittancePosted') },
    ledger: (await desk.ledger(PAYER)).entries.length,
  });
  const count = async (wanted: string) => (await desk.house.types()).filter((type) => type === wanted).length;
  const once = { claim: 8400, posted: 1, ledger: 1 };

  it('is posted once though the same file is dropped again under another name', async () => {
    expect(await paid()).toEqual(once);
    await desk.drop(PAYER, text, '2026-03-17');
    expect(await count('InterchangeDuplicateRefused')).toBe(1);
    expect(await paid()).toEqual(once);
  });

  it('is posted once though it comes in another file, with another interchange number', async () => {
    const claims = [decision(visit.sent, ['CO-45 36.00'])];
    await desk.remit(PAYER, '2026-03-16', claims, { trace: 'CHECK-1', plb: ['L6 -1.00'] });
    expect(await paid()).toEqual(once);
    expect(await count('InterchangeReceived')).toBe(2);
  });

  it('is another one where its number, day or amount differs: that is money, and a person is told it was paid twice', async () => {
    await desk.remit(PAYER, '2026-03-23', [decision(visit.sent, ['CO-45 36.00'])], { trace: 'CHECK-2' });
    expect(await paid()).toEqual({ claim: 8400, posted: 2, ledger: 1 });
    expect((await desk.case(`${visit.claimId}-1`)).opened).toMatchObject({
      ...{ caseKind: 'overpayment', overpaidCents: 8400 },
    });
  });
});
