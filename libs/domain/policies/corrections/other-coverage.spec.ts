import { describe, expect, it } from '@jest/globals';
import type { Coverage } from '#libs/rules/session.js';
import type { DeniedStory } from './testing/denied-claim.js';
import { planOf } from './testing/plan-of.js';

const first: Coverage = { rank: 1, payerId: 'ACME', memberId: 'H1234567', relationship: 'self' };
const other = (payerId: string, changes: Partial<Coverage> = {}): Coverage => ({
  ...first,
  rank: 2,
  payerId,
  ...changes,
});
const story = (...coverages: Coverage[]): DeniedStory => ({
  reason: '22',
  now: { coverages: [first, ...coverages] },
});

describe('a denial because another payer comes first', () => {
  it('asks the other payer on file first, and this one second', () => {
    expect(planOf(story(other('BLUE')))).toEqual(['next-payer', 'coverages ACME -> BLUE ACME']);
  });

  it('is skipped where no other coverage was in force on the day', () => {
    const none = ['SKIPPED', 'other-coverage.none-on-file'];
    expect(planOf(story())).toEqual(none);
    expect(planOf(story(other('BLUE', { to: '2026-03-11' })))).toEqual(none);
    expect(planOf(story(other('BLUE', { from: '2026-03-13' })))).toEqual(none);
  });

  it('is skipped where several leave open who is first', () => {
    expect(planOf(story(other('BLUE'), other('GREEN')))).toEqual(['SKIPPED', 'other-coverage.several-on-file']);
  });

  it('is skipped while an appeal is pending', () => {
    expect(planOf(story(other('BLUE')), { appealPending: true })).toEqual(['SKIPPED', 'denial.appeal-pending']);
  });
});
