import { describe, expect, it } from '@jest/globals';
import type { Adjudication, ClaimState } from '../../claim/state.js';
import { type DeniedStory, deniedClaim } from './testing/denied-claim.js';
import { planOf } from './testing/plan-of.js';

const twice: DeniedStory = { reason: '18' };

/** Another claim of the day that was decided so. */
function sibling(changes: Partial<Adjudication>): ClaimState {
  const { claim } = deniedClaim(twice);
  const [decision] = claim.adjudications as [Adjudication];
  const paid = decision.lines.map((line) => ({ ...line, paidCents: line.chargeCents, adjustments: [] }));
  const original = { ...decision, remittanceId: 'R0', payerControlNumber: 'PCN-0', lines: paid, ...changes };
  return { ...claim, claimId: 'SIBLING', adjudications: [original] };
}

describe('a denial as a duplicate', () => {
  it('needs no action where the original was paid, and names it', () => {
    expect(planOf(twice, { siblings: [sibling({})] })).toEqual([
      'no-action',
      'originalSubmission  -> SIBLINGS1',
      'originalPayerControlNumber  -> PCN-0',
    ]);
  });

  it('finds an earlier payment of the claim itself', () => {
    const { claim } = deniedClaim(twice);
    const own = { ...claim, adjudications: [...sibling({}).adjudications, ...claim.adjudications] };
    expect(planOf(twice, { claim: own })[0]).toBe('no-action');
  });

  it('is skipped where nothing is found, the original was taken back, or it paid another service', () => {
    const none = ['SKIPPED', 'duplicate.original-not-found'];
    expect(planOf(twice)).toEqual(none);
    expect(planOf(twice, { siblings: [sibling({ reversed: true })] })).toEqual(none);
    const [line] = sibling({}).adjudications[0]?.lines ?? [];
    if (!line) throw new Error('no line');
    expect(planOf(twice, { siblings: [sibling({ lines: [{ ...line, code: '97140' }] })] })).toEqual(none);
    expect(planOf(twice, { siblings: [sibling({ lines: [{ ...line, paidCents: 0 }] })] })).toEqual(none);
  });
});
