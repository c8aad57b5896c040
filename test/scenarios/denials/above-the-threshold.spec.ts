import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AttestThreshold } from '#libs/commands/claim-path/attest-threshold.js';
import { runningDeadlines } from '#libs/domain/denial-case/state.js';
import { procedures } from '#libs/rules/testing/sample.js';
import { CorrectionDesk, payersWith } from '../support/correction-desk.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { claimsIn, decision, reversalOf } from '../support/payer-letters.js';

/* CARC 119: the payer counts the service as above the year's threshold; KX says that it is necessary all the same. */

let desk: DenialDesk;
let corrections: CorrectionDesk;
beforeAll(async () => {
  desk = await DenialDesk.open();
  corrections = new CorrectionDesk(desk);
}, 60_000);
afterAll(() => desk?.close());

describe('at Medicare Part B', () => {
  let claim: SentClaim;
  let denialId: string;
  beforeAll(async () => {
    claim = await desk.claimOf('eve', 'MEDICARE-B', '97110 30');
    denialId = `${claim.claimId}-1`;
    await desk.remit('MEDICARE-B', '2026-03-17', [decision(claim.sent, ['CO-119 all'])]);
  }, 60_000);

  it('KX is not added as long as nobody has attested the necessity', async () => {
    expect((await desk.case(denialId)).classification).toMatchObject({ category: 'threshold', action: 'REOPEN' });
    expect(await corrections.tries(denialId)).toEqual(['kx SKIPPED kx.attestation-missing']);
  });

  it('a reopening is proposed once it is attested, and never a replacement', async () => {
    const attested = { ehrPatientId: 'eve', discipline: 'OT', attested: true, on: '2026-03-18' } as const;
    await desk.done((context) => new AttestThreshold(context, attested));
    await corrections.lookAgain(denialId);
    expect((await corrections.tries(denialId)).at(-1)).toBe('kx PROPOSED reopening');
    expect(await corrections.proposed(denialId)).toEqual(['1 modifiers: GO -> GO KX']);
  });

  it('nothing leaves when a person lets it go, and the appeal’s clock runs beside the reopening’s', async () => {
    await corrections.approve(denialId);
    expect((await corrections.tries(denialId)).at(-1)).toBe('kx APPROVED reopening');
    expect(await claimsIn(desk.folders('MEDICARE-B').outbox)).toHaveLength(1);
    const running = runningDeadlines(await desk.case(denialId));
    expect(running.map(({ kind }) => kind).sort()).toEqual(['redetermination', 'reopening']);
  });

  it('the contractor’s correction pays it and closes the case', async () => {
    const denied = decision(claim.sent, ['CO-119 all']);
    const paid = decision(claim.sent, ['CO-45 55.00, PR-2 11.00, CO-253 0.88'], { payerControlNumber: 'ICN-REOPENED' });
    await desk.remit('MEDICARE-B', '2026-04-14', [reversalOf(denied), paid]);
    expect(await desk.case(denialId)).toMatchObject({ status: 'resolved' });
    expect(await desk.claim(claim.claimId)).toMatchObject({ adjudication: 'paid', balance: 'patient' });
  });
});

describe('at Medicare Part B, where the practice rather appeals', () => {
  it('an appeal is proposed with the same correction', async () => {
    await corrections.configure({ payers: payersWith('MEDICARE-B', { correctionPath: 'appeal' }) });
    const work = procedures('97110 30', { attestations: ['above-threshold-necessary'] });
    const { claimId, sent } = await desk.claimOf('fay', 'MEDICARE-B', '97110 30', { procedures: work });
    await desk.remit('MEDICARE-B', '2026-04-15', [decision(sent, ['CO-119 all'])]);
    expect(await corrections.tries(`${claimId}-1`)).toEqual(['kx PROPOSED appeal']);
    expect(await corrections.proposed(`${claimId}-1`)).toEqual(['1 modifiers: GO -> GO KX']);
    await corrections.approve(`${claimId}-1`);
    expect((await desk.claim(claimId)).submissions).toHaveLength(1);
  });
});

describe.each(['EVERGREEN-MA', 'BLUE-HARBOR'])('at %s', (payerId) => {
  it('a replacement with KX goes out where the record attests the service', async () => {
    const work = procedures('97110 30', { attestations: ['above-threshold-necessary'] });
    const { claimId, sent } = await desk.claimOf(`pat-${payerId}`, payerId, '97110 30', { procedures: work });
    await desk.remit(payerId, '2026-04-15', [decision(sent, ['CO-119 all'])]);
    expect(await corrections.tries(`${claimId}-1`)).toEqual(['kx PROPOSED replacement']);
    await corrections.approve(`${claimId}-1`);
    const again = await desk.newestSent(claimId, payerId);
    expect(again).toMatchObject({ frequency: '7', payerControlNumber: `ICN${claimId}S1` });
    expect(again.lines.map(({ modifiers }) => modifiers)).toEqual([[...(sent.lines[0]?.modifiers ?? []), 'KX']]);
    await desk.remit(payerId, '2026-04-29', [decision(again, ['CO-45 48.00'])]);
    expect((await desk.caseEvents(`${claimId}-1`)).at(-1)).toMatchObject({
      data: { how: 'paid-after-resubmission', recoveredCents: 6_200 },
    });
  });
});
