import { describe, expect, it } from '@jest/globals';
import { procedures } from '#libs/rules/testing/sample.js';
import { emptyLedger } from '../../patient-ledger/state.js';
import type { CorrectionFacts } from './facts.js';
import { type DeniedStory, deniedClaim } from './testing/denied-claim.js';
import { planOf, releasedBy } from './testing/plan-of.js';

const above: DeniedStory = { reason: '119', remarks: ['N362'], payerId: 'MEDICARE-B' };
const attested = (story: DeniedStory): Partial<CorrectionFacts> => ({
  ledger: { ...deniedClaim(story).ledger, attestations: { OT: { attested: true, on: '2026-04-08' } } },
});

describe('a denial above the therapy threshold', () => {
  it('is proposed as a reopening at Medicare Part B, with KX on the denied lines', () => {
    expect(planOf(above, attested(above))).toEqual(['reopening', '1 modifiers GO -> GO KX']);
  });

  it('takes the attestation of the service itself, if the year has none', () => {
    const now = { procedures: procedures('97110 30', { attestations: ['above-threshold-necessary'] }) };
    expect(planOf({ ...above, now })).toEqual(['reopening', '1 modifiers GO -> GO KX']);
  });

  it('is a replacement at another payer', () => {
    const atAcme = { reason: '119' };
    expect(planOf(atAcme, attested(atAcme))).toEqual(['replacement', '1 modifiers GO -> GO KX']);
    expect(releasedBy(atAcme, attested(atAcme)).frequency).toBe('7');
  });

  it('is skipped without an attestation, or where somebody declined to attest', () => {
    expect(planOf(above)).toEqual(['SKIPPED', 'kx.attestation-missing']);
    const declined = { ...emptyLedger, attestations: { OT: { attested: false, on: '2026-04-08' } } };
    expect(planOf(above, { ledger: declined })).toEqual(['SKIPPED', 'kx.attestation-missing']);
  });

  it('is skipped where another discipline’s year is attested', () => {
    const ledger = { ...emptyLedger, attestations: { PT_SLP: { attested: true, on: '2026-04-08' } } };
    expect(planOf(above, { ledger })).toEqual(['SKIPPED', 'kx.attestation-missing']);
  });

  it('is skipped where KX was sent', () => {
    const sent: DeniedStory = { ...above, sentAs: (line) => ({ ...line, modifiers: ['GO', 'KX'] }) };
    expect(planOf(sent, attested(above))).toEqual(['SKIPPED', 'kx.already-sent']);
  });

  it('is skipped where a notice of liability stands on the line', () => {
    const noticed: DeniedStory = { ...above, sentAs: (line) => ({ ...line, modifiers: ['GO', 'GA'] }) };
    expect(planOf(noticed, attested(above))).toEqual(['SKIPPED', 'kx.liability-notice']);
  });

  it('is skipped while an appeal is pending', () => {
    expect(planOf(above, { ...attested(above), appealPending: true })).toEqual(['SKIPPED', 'denial.appeal-pending']);
  });
});
