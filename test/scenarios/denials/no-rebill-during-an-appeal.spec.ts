import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordAuthorization } from '#libs/commands/claim-path/record-authorization.js';
import { CorrectionDesk } from '../support/correction-desk.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { claimsIn, decision } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';

/* The trap: a claim is billed again while the payer still hears its appeal. */
describe('a claim whose denial is appealed', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  let denialId: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', PAYER, '97530 30');
    denialId = `${visit.claimId}-1`;
    await desk.remit(PAYER, '2026-03-16', [decision(visit.sent, ['CO-197 all'])]);
    await desk.work(denialId, { type: 'FileAppeal', level: 'payer-appeal', filedOn: '2026-03-16' });
  });
  afterAll(() => desk?.close());

  const left = async () => (await claimsIn(desk.folders(PAYER).outbox)).length;

  it('is not sent again though the authorization is on file by now, nor at any close of day', async () => {
    await desk.done((context) => {
      const span = { from: '2026-03-01', to: '2026-06-30', visits: 12 };
      return new RecordAuthorization(context, { ehrPatientId: 'ann', payerId: PAYER, number: 'AUTH-9', ...span });
    });
    await desk.at('2026-03-18T02:00:00.000Z');
    expect(await left()).toBe(1);
    expect((await desk.claim(visit.claimId)).submissions).toHaveLength(1);
  });

  it('is not sent again because the record of the visit was amended', async () => {
    await new CorrectionDesk(desk).amend('ann', { diagnoses: ['M25.512'] });
    await desk.at('2026-03-19T02:00:00.000Z');
    expect(await left()).toBe(1);
  });

  it('goes out corrected once the appeal is decided and something is still denied', async () => {
    await desk.at('2026-04-13');
    await desk.work(denialId, {
      ...{ type: 'DecideAppeal', level: 'payer-appeal', decidedOn: '2026-04-10', outcome: 'upheld', amountCents: 0 },
    });
    await new CorrectionDesk(desk).lookAgain(denialId);
    expect(await desk.newestSent(visit.claimId, PAYER)).toMatchObject({ frequency: '7', priorAuthorization: 'AUTH-9' });
    expect(await left()).toBe(2);
  });
});
