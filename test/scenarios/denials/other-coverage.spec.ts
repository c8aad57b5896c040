import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Coverage } from '#libs/rules/session.js';
import { CorrectionDesk } from '../support/correction-desk.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { claimsIn, decision } from '../support/payer-letters.js';

/* CARC 22: another payer comes first. */

const PAYER = 'BLUE-HARBOR';
const covered = (payerId: string, rank: Coverage['rank']): Coverage => ({
  ...{ rank, payerId, memberId: `${payerId.slice(0, 3)}1234`, relationship: 'self' },
});

let desk: DenialDesk;
let corrections: CorrectionDesk;
let claim: SentClaim;
let denialId: string;
beforeAll(async () => {
  desk = await DenialDesk.open();
  corrections = new CorrectionDesk(desk);
  claim = await desk.claimOf('ann', PAYER, '97110 30');
  denialId = `${claim.claimId}-1`;
  await desk.remit(PAYER, '2026-03-16', [decision(claim.sent, ['CO-22 all'])]);
}, 60_000);
afterAll(() => desk?.close());

describe('a denial because another payer comes first', () => {
  it('is a person’s while no other coverage is on file', async () => {
    expect((await desk.case(denialId)).classification).toMatchObject({ category: 'cob', action: 'NEXT' });
    expect(await corrections.tries(denialId)).toEqual(['other-coverage SKIPPED other-coverage.none-on-file']);
  });

  it('is a person’s where two others are on file: who is first is not guessed', async () => {
    const others = [covered('SUMMIT', 2), covered('EVERGREEN-MA', 3)];
    await corrections.amend('ann', { coverages: [covered(PAYER, 1), ...others] });
    await corrections.lookAgain(denialId);
    expect((await corrections.tries(denialId)).at(-1)).toBe('other-coverage SKIPPED other-coverage.several-on-file');
  });

  it('is proposed in the order that the coverage on file makes, and nothing leaves by itself', async () => {
    await corrections.amend('ann', { coverages: [covered(PAYER, 1), covered('SUMMIT', 2)] });
    await corrections.lookAgain(denialId);
    expect((await corrections.tries(denialId)).at(-1)).toBe('other-coverage PROPOSED next-payer');
    expect(await corrections.proposed(denialId)).toEqual([`coverages: ${PAYER} -> SUMMIT ${PAYER}`]);
    await corrections.approve(denialId);
    expect(await claimsIn(desk.folders('SUMMIT').outbox)).toEqual([]);
  });

  it('asks the other payer first once the order stands in the record, and this one for the rest', async () => {
    await corrections.amend('ann', { coverages: [covered('SUMMIT', 1), covered(PAYER, 2)] });
    await desk.at('2026-03-18T02:00:00.000Z');
    const [first] = await claimsIn(desk.folders('SUMMIT').outbox);
    expect(first).toMatchObject({ frequency: '1', lines: [{ chargeCents: 11_000 }] });
    if (!first) throw new Error('nothing left');
    await desk.remit('SUMMIT', '2026-04-01', [decision(first, ['CO-45 40.00, PR-1 20.00'])]);
    await desk.at('2026-04-02T02:00:00.000Z');
    const second = (await claimsIn(desk.folders(PAYER).outbox)).at(-1);
    expect(second).toMatchObject({
      frequency: '1',
      otherPayers: [{ responsibility: 'P', decision: { paidCents: 5_000 } }],
    });
  });
});
