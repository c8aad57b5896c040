import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChangeClassificationRows } from '#libs/commands/denial-path/change-classification-rows.js';
import type { OwnClassificationRow } from '#libs/contracts/classification-row.js';
import { CorrectionDesk } from '../support/correction-desk.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

/* A reason that no table has: nobody may make it go away unseen. */

const PAYER = 'SUMMIT';
let desk: DenialDesk;
let corrections: CorrectionDesk;
let claim: SentClaim;
let denialId: string;
const writeOff = { type: 'WriteOffDenial', amountCents: 11_000, reason: 'not-covered', role: 'manager' } as const;
beforeAll(async () => {
  desk = await DenialDesk.open();
  corrections = new CorrectionDesk(desk);
  claim = await desk.claimOf('ann', PAYER, '97110 30');
  denialId = `${claim.claimId}-1`;
  await desk.remit(PAYER, '2026-03-16', [decision(claim.sent, ['CO-Z77 all, N9999'])]);
}, 60_000);
afterAll(() => desk?.close());

describe('a denial for a reason that nobody knows', () => {
  it('is a case for a person, with its clock: no handler touches it', async () => {
    expect(await desk.case(denialId)).toMatchObject({
      status: 'open',
      opened: { deniedCents: 11_000, lines: [{ reason: 'Z77', remarks: ['N9999'] }] },
      classification: { category: 'UNKNOWN', handler: null },
      deadlines: [{ kind: 'payer-appeal' }],
    });
    const { action, alternatives = [] } = (await desk.case(denialId)).classification ?? {};
    expect([action, ...alternatives]).not.toContain('WO');
    expect(await corrections.tries(denialId)).toEqual([]);
  });

  it('is not written off unseen, nor laid on the patient', async () => {
    expect(await desk.refusal(denialId, writeOff)).toBe('write-off.not-looked-at');
    expect(await desk.refusal(denialId, { type: 'ResolveDenial', how: 'patient' })).toBe('denial.patient-not-liable');
  });

  it('cannot be given a row that writes the unknown off', async () => {
    const change = (row: OwnClassificationRow) =>
      desk.ask((context) => new ChangeClassificationRows(context, { rows: [row] }));
    const rows = { denial: true, category: 'UNKNOWN', actions: ['WO'] };
    for (const [carc, field] of [
      ['Z77', 'rows[0].carc'],
      ['50', 'rows[0].actions[0]'],
    ] as const)
      expect((await change({ ...rows, carc })).refusal).toMatchObject({ code: 'classification.row', field });
  });

  it('is written off once somebody looked: the payer was asked, and the reason is on the record', async () => {
    const note = 'The plan excludes it, says the payer.';
    await desk.work(denialId, { type: 'ContactPayer', channel: 'phone', outcome: 'denial-upheld', note });
    await desk.work(denialId, writeOff);
    expect(await desk.case(denialId)).toMatchObject({ status: 'written-off', writtenOffCents: 11_000 });
    expect(await desk.claim(claim.claimId)).toMatchObject({ balance: 'closed', writtenOffCents: 11_000 });
  });
});
