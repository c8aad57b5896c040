import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordDemandLetter } from '#libs/commands/denial-path/variance-cases.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const MEDICARE = 'MEDICARE-B';

describe('Medicare pays a claim twice', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  let denialId: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', MEDICARE, '97530 30');
    denialId = `${visit.claimId}-1`;
    const paid = decision(visit.sent, ['CO-45 60.00']);
    await desk.remit(MEDICARE, '2026-03-16', [paid]);
    await desk.remit(MEDICARE, '2026-03-30', [{ ...paid, payerControlNumber: 'ICN-AGAIN' }]);
  });
  afterAll(() => desk?.close());

  it('is an overpayment, to be reported and returned within 60 days of the day it was found', async () => {
    expect(await desk.case(denialId)).toMatchObject({
      opened: { caseKind: 'overpayment', overpaidCents: 6000 },
      classification: { action: 'REFUND' },
      deadlines: [{ kind: 'overpayment-return', noticeDate: '2026-03-30', statutoryDate: '2026-05-29' }],
    });
  });

  it('cannot be kept by writing it off, closing it, or billing the patient', async () => {
    expect(await desk.refusal(denialId, { type: 'ResolveDenial', how: 'no-action-needed' })).toBe(
      'overpayment.not-settled',
    );
    const writeOff = { type: 'WriteOffDenial', amountCents: 6000, reason: 'courtesy', role: 'manager' } as const;
    expect(await desk.refusal(denialId, writeOff)).toBeDefined();
  });

  it('starts the clocks of a demand letter when one comes', async () => {
    await desk.at('2026-04-20');
    const letter = { denialId, letterDate: '2026-04-17', amountCents: 6000 };
    await desk.done((context) => new RecordDemandLetter(context, letter));
    expect((await desk.case(denialId)).deadlines.map(({ kind, statutoryDate }) => [kind, statutoryDate])).toEqual(
      expect.arrayContaining([
        ['rebuttal', '2026-05-02'],
        ['overpayment-return', '2026-05-29'],
      ]),
    );
  });

  it('is settled by what goes back, in two parts, and no deadline of it is missed', async () => {
    const back = { type: 'ReturnOverpayment', method: 'check', by: 'user:ann' } as const;
    expect(await desk.refusal(denialId, { ...back, amountCents: 6001, returnedOn: '2026-04-20' })).toBeDefined();
    await desk.work(denialId, { ...back, amountCents: 2000, returnedOn: '2026-04-20' });
    expect((await desk.case(denialId)).overpayment).toMatchObject({ outstandingCents: 4000 });
    await desk.work(denialId, { ...back, amountCents: 4000, returnedOn: '2026-04-20' });
    expect(await desk.case(denialId)).toMatchObject({ status: 'resolved', resolution: { how: 'returned' } });
    await desk.at('2026-06-01');
    expect((await desk.caseEvents(denialId)).map(({ type }) => type)).not.toContain('AppealDeadlineMissed');
  });
});
