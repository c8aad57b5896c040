import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AuthorizationData, RecordAuthorization } from '#libs/commands/claim-path/record-authorization.js';
import { CorrectionDesk } from '../support/correction-desk.js';
import { DenialDesk } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

/* CARC 197, 198, 284, 296, 302: an authorization is missing, used up, or names another service, provider or patient. */

const PAYER = 'SUMMIT';
let desk: DenialDesk;
let corrections: CorrectionDesk;
beforeAll(async () => {
  desk = await DenialDesk.open();
  corrections = new CorrectionDesk(desk);
}, 60_000);
afterAll(() => desk?.close());

const authorized = (ehrPatientId: string, number: string, changes: Partial<AuthorizationData> = {}) =>
  desk.done((context) => {
    const span = { from: '2026-03-01', to: '2026-06-30', visits: 12 };
    return new RecordAuthorization(context, { ehrPatientId, payerId: PAYER, number, ...span, ...changes });
  });

describe.each(['197', '198', '284', '296', '302'])('a denial for CARC %s', (reason) => {
  it('waits for an authorization, goes out with it by itself, and is closed by the payment', async () => {
    const { claimId, sent } = await desk.claimOf(`pat-${reason}`, PAYER, '97110 30, 97140 15');
    const denialId = `${claimId}-1`;
    await desk.remit(PAYER, '2026-03-16', [decision(sent, [`CO-${reason} all`])]);
    expect((await desk.case(denialId)).classification).toMatchObject({ category: 'authorization', action: 'APPEAL' });
    expect(await corrections.tries(denialId)).toEqual([]);

    await authorized(`pat-${reason}`, 'TOO-LATE', { from: '2026-03-03' });
    await authorized(`pat-${reason}`, 'ELSEWHERE', { payerId: 'BLUE-HARBOR' });
    expect(await corrections.tries(denialId)).toEqual([]);

    await authorized(`pat-${reason}`, `AUTH${reason}`);
    expect(await corrections.tries(denialId)).toEqual(['authorization SUCCESS authorization-added']);
    const again = await desk.newestSent(claimId, PAYER);
    expect(again).toMatchObject({
      ...{ patientControlNumber: `${claimId}S2`, frequency: '7', payerControlNumber: `ICN${claimId}S1` },
      priorAuthorization: `AUTH${reason}`,
    });
    expect(again.lines).toEqual(sent.lines);

    await desk.remit(PAYER, '2026-03-30', [decision(again, ['CO-45 40.00', 'CO-45 17.00'])]);
    expect((await desk.caseEvents(denialId)).at(-1)).toMatchObject({
      data: { how: 'paid-after-resubmission', recoveredCents: 10_300 },
    });
  });
});

describe('a replacement that is denied again', () => {
  it('stays one case, which the handler does not send a second time', async () => {
    const { claimId, sent } = await desk.claimOf('gil', PAYER, '97110 30');
    await desk.remit(PAYER, '2026-03-30', [decision(sent, ['CO-197 all'])]);
    await authorized('gil', 'AUTH-1');
    const again = await desk.newestSent(claimId, PAYER);
    await desk.remit(PAYER, '2026-04-06', [decision(again, ['CO-197 all'])]);
    await authorized('gil', 'AUTH-2');
    await corrections.lookAgain(`${claimId}-1`);
    expect(await desk.case(`${claimId}-1`)).toMatchObject({ status: 'open' });
    expect((await desk.claim(claimId)).denials).toHaveLength(1);
    expect((await desk.claim(claimId)).submissions).toHaveLength(2);
  });
});
