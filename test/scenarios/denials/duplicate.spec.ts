import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimBalance } from '#libs/domain/claim/balance.js';
import { CorrectionDesk } from '../support/correction-desk.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

/* CARC 18: the payer says that it has the service already. */

const PAYER = 'BLUE-HARBOR';
let desk: DenialDesk;
let corrections: CorrectionDesk;
beforeAll(async () => {
  desk = await DenialDesk.open();
  corrections = new CorrectionDesk(desk);
}, 60_000);
afterAll(() => desk?.close());

describe('a claim that the payer paid, and then denies as a duplicate of itself', () => {
  let claim: SentClaim;
  let denialId: string;
  beforeAll(async () => {
    claim = await desk.claimOf('ann', PAYER, '97110 30, 97140 15');
    denialId = `${claim.claimId}-1`;
    await desk.remit(PAYER, '2026-03-16', [decision(claim.sent, ['CO-45 38.00', 'CO-45 16.00'])]);
    const twice = decision(claim.sent, ['CO-18 all'], { payerControlNumber: 'ICN-TWICE', status: '4' });
    await desk.remit(PAYER, '2026-03-23', [twice]);
  }, 60_000);

  it('stays paid as it was', async () => {
    expect(claimBalance(await desk.claim(claim.claimId))).toMatchObject({
      ...{ chargeCents: 16_000, paidCents: 10_600, adjustmentCents: 5_400, deniedCents: 0, openCents: 0 },
    });
    expect((await desk.claim(claim.claimId)).adjudication).toBe('paid');
  });

  it('is owed nothing back: the duplicate’s case is the only one', async () => {
    expect(await desk.streams('denial')).toHaveLength(1);
    expect((await desk.claim(claim.claimId)).variance.overpayments).toEqual([]);
  });

  it('has a case that asks for nothing but a person’s word, with the payment that was found', async () => {
    expect(await corrections.tries(denialId)).toEqual(['duplicate PROPOSED no-action']);
    expect(await corrections.proposed(denialId)).toEqual([
      `originalSubmission:  -> ${claim.claimId}S1`,
      `originalPayerControlNumber:  -> ICN${claim.claimId}S1`,
    ]);
    await corrections.approve(denialId);
    expect(await desk.case(denialId)).toMatchObject({ status: 'resolved' });
    expect((await desk.caseEvents(denialId)).at(-1)).toMatchObject({ data: { how: 'no-action-needed' } });
    expect(await desk.claim(claim.claimId)).toMatchObject({ adjudication: 'paid', balance: 'closed' });
    expect((await desk.claim(claim.claimId)).submissions).toHaveLength(1);
  });
});

describe('a claim that nobody ever paid', () => {
  it('is a person’s: nothing is closed and nothing is sent', async () => {
    const { claimId, sent } = await desk.claimOf('bob', PAYER, '97110 30');
    await desk.remit(PAYER, '2026-03-30', [decision(sent, ['CO-18 all'])]);
    expect((await desk.case(`${claimId}-1`)).classification).toMatchObject({ category: 'duplicate', action: 'REPL' });
    expect(await corrections.tries(`${claimId}-1`)).toEqual(['duplicate SKIPPED duplicate.original-not-found']);
    expect(await desk.case(`${claimId}-1`)).toMatchObject({ status: 'open' });
    expect(claimBalance(await desk.claim(claimId))).toMatchObject({ deniedCents: 11_000, openCents: 11_000 });
  });
});
