import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runningDeadlines } from '#libs/domain/denial-case/state.js';
import { CorrectionDesk } from '../support/correction-desk.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

/* CARC 16 with N290 or N265, and MA130: Medicare returns the claim for a provider's number. It was never judged. */

const PAYER = 'MEDICARE-B';
let desk: DenialDesk;
let corrections: CorrectionDesk;
beforeAll(async () => {
  desk = await DenialDesk.open();
  corrections = new CorrectionDesk(desk);
}, 60_000);
afterAll(() => desk?.close());

const therapist = { npi: '1888000019', lastName: 'Therapist', firstName: 'Terry', taxonomy: '225X00000X' };
const physician = { npi: '1777000013', lastName: 'Doctor', firstName: 'Dana' };

describe.each([
  ['N290', 'renderingProvider', therapist],
  ['N265', 'referringProvider', physician],
] as const)('a claim returned with %s and MA130', (remark, role, corrected) => {
  let claim: SentClaim;
  let denialId: string;
  beforeAll(async () => {
    claim = await desk.claimOf(remark, PAYER, '97110 30');
    denialId = `${claim.claimId}-1`;
    await desk.remit(PAYER, '2026-03-17', [decision(claim.sent, [`CO-16 all, ${remark}`], { remarks: ['MA130'] })]);
  }, 60_000);

  it('can be appealed at no level', async () => {
    expect((await desk.case(denialId)).classification).toMatchObject({ action: 'NEW', alternatives: [] });
    const appeal = { type: 'FileAppeal', level: 'redetermination', filedOn: '2026-03-17' } as const;
    expect(await desk.refusal(denialId, appeal)).toBe('appeal.no-right');
  });

  it('must be received anew within a year of the service', async () => {
    expect(runningDeadlines(await desk.case(denialId))).toMatchObject([
      { kind: 'timely-filing', statutoryDate: '2027-03-02', workBy: '2027-03-02' },
    ]);
  });

  it('waits until another number is recorded: the same one would be returned again', async () => {
    expect(await corrections.tries(denialId)).toEqual(['identifiers SKIPPED identifiers.same-as-sent']);
    await corrections.amend(remark, { [role]: corrected });
    await corrections.lookAgain(denialId);
    expect((await corrections.tries(denialId)).at(-1)).toBe('identifiers PROPOSED new-claim');
  });

  it('leaves as a new claim, which names no claim of the payer', async () => {
    await corrections.approve(denialId);
    const again = await desk.newestSent(claim.claimId, PAYER);
    expect(again).toMatchObject({ frequency: '1', patientControlNumber: `${claim.claimId}S2` });
    expect(again[role]).toMatchObject({ npi: corrected.npi });
    expect(again).not.toHaveProperty('payerControlNumber');
    expect(again.lines).toEqual(claim.sent.lines);
  });

  it('is closed by the payment, and its clock with it', async () => {
    const again = await desk.newestSent(claim.claimId, PAYER);
    await desk.remit(PAYER, '2026-04-14', [decision(again, ['CO-45 55.00, PR-2 11.00'])]);
    const denial = await desk.case(denialId);
    expect(denial).toMatchObject({ status: 'resolved' });
    expect(runningDeadlines(denial)).toEqual([]);
    expect(await desk.claim(claim.claimId)).toMatchObject({ adjudication: 'paid', balance: 'patient' });
  });
});
