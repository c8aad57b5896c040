import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CorrectionDesk } from '../support/correction-desk.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

/* CARC 181: the code was not valid on the day. The practice's tables had not heard that it ended. */

const PAYER = 'SUMMIT';

/** A row of codes that ends one at the end of February. */
const ended = (code: string, successors: string) => ({
  ...{ code, behaviour: 'timed15', therapy: 'always', from: '1998-01-01', to: '2026-02-28', successors },
  ...{
    partner: '',
    medicare_code: '',
    flags: 'one-on-one',
    label: '',
    confidence: 'W',
    source: 'payer bulletin of March 2026',
  },
});

let desk: DenialDesk;
let corrections: CorrectionDesk;
let claim: SentClaim;
let denialId: string;
beforeAll(async () => {
  desk = await DenialDesk.open();
  corrections = new CorrectionDesk(desk);
  claim = await desk.claimOf('ann', PAYER, '97535 30, 97110 15');
  denialId = `${claim.claimId}-1`;
  await desk.remit(PAYER, '2026-03-16', [decision(claim.sent, ['CO-181 all', 'CO-45 20.00'])]);
}, 60_000);
afterAll(() => desk?.close());

describe('a code that had ended', () => {
  it('is left to a person while our tables know it as valid', async () => {
    expect((await desk.case(denialId)).classification).toMatchObject({ category: 'coding', handler: 'deleted-code' });
    expect(await corrections.tries(denialId)).toEqual(['deleted-code SKIPPED deleted-code.same-as-sent']);
  });

  it('is left to a person where several codes came in its place', async () => {
    await corrections.configure({ reference: { codes: [ended('97535', '97530 97129')] } });
    await corrections.lookAgain(denialId);
    expect((await corrections.tries(denialId)).at(-1)).toBe('deleted-code SKIPPED deleted-code.no-sole-successor');
  });

  it('is replaced by its only successor, at the successor’s charge, beside the line that was paid', async () => {
    await corrections.configure({ reference: { codes: [ended('97535', '97530')] } });
    await corrections.lookAgain(denialId);
    expect(await corrections.proposed(denialId)).toEqual(['1 code: 97535 -> 97530', '1 chargeCents: 11200 -> 12000']);
    await corrections.approve(denialId);
    const again = await desk.newestSent(claim.claimId, PAYER);
    expect(again).toMatchObject({ frequency: '7', payerControlNumber: `ICN${claim.claimId}S1` });
    expect(again.lines).toMatchObject([{ code: '97530', units: 2, chargeCents: 12_000 }, { ...claim.sent.lines[1] }]);
  });

  it('is closed by the payment for what was sent instead', async () => {
    const again = await desk.newestSent(claim.claimId, PAYER);
    await desk.remit(PAYER, '2026-03-30', [decision(again, ['CO-45 40.00', 'CO-45 20.00'])]);
    expect((await desk.caseEvents(denialId)).at(-1)).toMatchObject({
      data: { how: 'paid-after-resubmission', recoveredCents: 8_000 },
    });
    expect(await desk.claim(claim.claimId)).toMatchObject({ adjudication: 'paid', balance: 'closed' });
  });
});
