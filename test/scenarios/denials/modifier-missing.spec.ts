import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CorrectionDesk, payersWith } from '../support/correction-desk.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

/* CARC 4. Summit asks for GO since this spring, and the practice's entry of it does not know. */

let desk: DenialDesk;
let corrections: CorrectionDesk;
let claim: SentClaim;
let denialId: string;
beforeAll(async () => {
  desk = await DenialDesk.open();
  corrections = new CorrectionDesk(desk);
  claim = await desk.claimOf('ann', 'SUMMIT', '97110 30, 97140 15');
  denialId = `${claim.claimId}-1`;
}, 60_000);
afterAll(() => desk?.close());

describe('a line that was denied for its modifier', () => {
  it('opens a case of coding whose handler finds nothing that it would send otherwise', async () => {
    expect(claim.sent.lines.map(({ modifiers }) => modifiers)).toEqual([[], []]);
    await desk.remit('SUMMIT', '2026-03-16', [decision(claim.sent, ['CO-4 all', 'CO-45 17.00'])]);
    expect((await desk.case(denialId)).classification).toMatchObject({ category: 'coding', action: 'REPL' });
    expect(await corrections.tries(denialId)).toEqual(['modifier SKIPPED modifier.same-as-sent']);
  });

  it('is proposed with the modifier once the payer’s entry asks for it', async () => {
    await corrections.configure({ payers: payersWith('SUMMIT', { therapyModifier: true }) });
    await corrections.lookAgain(denialId);
    expect((await corrections.tries(denialId)).at(-1)).toBe('modifier PROPOSED replacement');
    expect(await corrections.proposed(denialId)).toEqual(['1 modifiers:  -> GO']);
  });

  it('leaves, when a person lets it, as a replacement of all lines under the payer’s number', async () => {
    await corrections.approve(denialId);
    const sent = await desk.newestSent(claim.claimId, 'SUMMIT');
    expect(sent).toMatchObject({
      ...{ patientControlNumber: `${claim.claimId}S2`, frequency: '7' },
      payerControlNumber: `ICN${claim.claimId}S1`,
      lines: [{ modifiers: ['GO'] }, { modifiers: [] }],
    });
    expect(await corrections.tries(denialId)).toContain('modifier SUCCESS modifiers-corrected');
  });

  it('is closed by the payment, with what it brought', async () => {
    const sent = await desk.newestSent(claim.claimId, 'SUMMIT');
    await desk.remit('SUMMIT', '2026-03-30', [decision(sent, ['CO-45 40.00', 'CO-45 17.00'])]);
    expect(await desk.case(denialId)).toMatchObject({ status: 'resolved' });
    expect((await desk.caseEvents(denialId)).at(-1)).toMatchObject({
      type: 'DenialResolved',
      data: { how: 'paid-after-resubmission', recoveredCents: 7_000 },
    });
    expect(await desk.claim(claim.claimId)).toMatchObject({ balance: 'closed', adjudication: 'paid' });
  });
});
