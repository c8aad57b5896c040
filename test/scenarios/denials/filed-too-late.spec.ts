import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runningDeadlines } from '#libs/domain/denial-case/state.js';
import { claimAnswer } from '../../integration/worker/payer-answers.js';
import { CorrectionDesk, payersWith } from '../support/correction-desk.js';
import { DenialDesk } from '../support/denial-desk.js';
import { claimsIn, decision, reversalOf } from '../support/payer-letters.js';

/* CARC 29: the payer says that it got the claim too late. Its own 277CA may prove the contrary. */

let desk: DenialDesk;
let corrections: CorrectionDesk;
beforeAll(async () => {
  desk = await DenialDesk.open();
  corrections = new CorrectionDesk(desk);
}, 60_000);
afterAll(() => desk?.close());

describe('at a commercial payer', () => {
  it('the acceptance in time is proposed as the proof of an appeal, which is won', async () => {
    const { claimId, sent } = await desk.claimOf('ann', 'BLUE-HARBOR', '97110 30');
    const denialId = `${claimId}-1`;
    await desk.drop('BLUE-HARBOR', claimAnswer('PR', sent.patientControlNumber, 'A2:20', 'ICN-ANN'), '2026-03-05');
    await desk.remit('BLUE-HARBOR', '2026-03-16', [decision(sent, ['CO-29 all'])]);
    expect((await desk.case(denialId)).classification).toMatchObject({ action: 'APPEAL', alternatives: ['WO'] });
    expect(await corrections.tries(denialId)).toEqual(['timely-filing-proof PROPOSED appeal']);
    expect(await corrections.proposed(denialId)).toEqual([
      'acceptedSubmission:  -> 1',
      'acceptedOn:  -> 2026-03-05',
      'timelyUntil:  -> 2026-08-31',
    ]);

    await corrections.approve(denialId);
    expect(await claimsIn(desk.folders('BLUE-HARBOR').outbox)).toHaveLength(1);
    await desk.work(denialId, { type: 'FileAppeal', level: 'payer-appeal', filedOn: '2026-03-16', method: 'portal' });
    await desk.at('2026-04-10');
    const decided = { type: 'DecideAppeal', level: 'payer-appeal', decidedOn: '2026-04-09' } as const;
    await desk.work(denialId, { ...decided, outcome: 'overturned', amountCents: 11_000 });
    const paid = decision(sent, ['CO-45 38.00'], { payerControlNumber: 'ICN-ANN-2' });
    await desk.remit('BLUE-HARBOR', '2026-04-20', [reversalOf(decision(sent, ['CO-29 all'])), paid]);
    expect((await desk.caseEvents(denialId)).at(-1)).toMatchObject({
      data: { how: 'paid-after-appeal', recoveredCents: 7_200 },
    });
  });

  it('an acceptance by the clearinghouse proves nothing', async () => {
    const { claimId, sent } = await desk.claimOf('bob', 'BLUE-HARBOR', '97110 30');
    await desk.drop('BLUE-HARBOR', claimAnswer('AY', sent.patientControlNumber, 'A2:20'), '2026-04-22');
    await desk.remit('BLUE-HARBOR', '2026-05-04', [decision(sent, ['CO-29 all'])]);
    expect(await corrections.tries(`${claimId}-1`)).toEqual(['timely-filing-proof SKIPPED timely-filing.no-proof']);
  });

  it('an acceptance after the limit proves nothing', async () => {
    const { claimId, sent } = await desk.claimOf('cat', 'BLUE-HARBOR', '97110 30');
    const late = claimAnswer('PR', sent.patientControlNumber, 'A2:20', 'ICN-CAT').replaceAll('20260305', '20260505');
    await desk.drop('BLUE-HARBOR', late, '2026-05-05');
    await corrections.configure({ payers: payersWith('BLUE-HARBOR', { timelyFilingDays: 30 }) });
    await desk.remit('BLUE-HARBOR', '2026-05-18', [decision(sent, ['CO-29 all'])]);
    expect(await corrections.tries(`${claimId}-1`)).toEqual(['timely-filing-proof SKIPPED timely-filing.no-proof']);
  });
});

describe('at Medicare Part B', () => {
  it('there is nothing to appeal, whatever the 277CA says: the clinic bears it', async () => {
    const { claimId, sent } = await desk.claimOf('eve', 'MEDICARE-B', '97110 30');
    await desk.drop('MEDICARE-B', claimAnswer('PR', sent.patientControlNumber, 'A2:20', 'ICN-EVE'), '2026-05-20');
    await desk.remit('MEDICARE-B', '2026-06-02', [decision(sent, ['CO-29 all'])]);
    const denialId = `${claimId}-1`;
    expect(await corrections.tries(denialId)).toEqual(['timely-filing-proof SKIPPED timely-filing.no-appeal']);
    expect(runningDeadlines(await desk.case(denialId))).toEqual([]);
    const appeal = { type: 'FileAppeal', level: 'redetermination', filedOn: '2026-06-02' } as const;
    expect(await desk.refusal(denialId, appeal)).toBe('appeal.no-right');
    expect(await desk.refusal(denialId, { type: 'ResolveDenial', how: 'patient' })).toBe('denial.patient-not-liable');
    await desk.work(denialId, {
      type: 'WriteOffDenial',
      amountCents: 11_000,
      reason: 'timely-filing',
      role: 'manager',
    });
    expect((await desk.case(denialId)).status).toBe('written-off');
  });
});
