import { describe, expect, it } from '@jest/globals';
import type { DeniedStory } from './testing/denied-claim.js';
import { planOf, releasedBy } from './testing/plan-of.js';

const returned: DeniedStory = { reason: '16', remarks: ['MA130', 'N290'], payerId: 'MEDICARE-B' };
const amended = { renderingProvider: { npi: '1245319599', lastName: 'Therapist', firstName: 'Terry' } };

describe('a denial for a provider’s identifier', () => {
  it('that was never processed is a new claim with those recorded now', () => {
    const story = { ...returned, now: amended };
    expect(planOf(story)).toEqual(['new-claim', 'renderingProvider.npi 1234567893 -> 1245319599']);
    expect(releasedBy(story)).toMatchObject({
      frequency: '1',
      reason: 'correction',
      submissionNumber: 2,
      content: { renderingProvider: { npi: '1245319599' } },
    });
  });

  it('is a new claim at Medicare Part B without MA130 too, and a replacement at a payer that judged it', () => {
    expect(planOf({ ...returned, remarks: ['N264'], now: amended })[0]).toBe('new-claim');
    expect(planOf({ reason: '208', now: amended })[0]).toBe('replacement');
  });

  it('names no provider but by number', () => {
    const now = { referringProvider: { npi: '1234567893', lastName: 'Newman', firstName: 'Nora' } };
    const plan = planOf({ ...returned, remarks: ['MA130', 'N286'], now });
    expect(plan).toEqual(['new-claim', 'referringProvider.npi 1245319599 -> 1234567893']);
    expect(plan.join()).not.toContain('Newman');
  });

  it('is skipped where nothing differs', () => {
    expect(planOf(returned)).toEqual(['SKIPPED', 'identifiers.same-as-sent']);
  });

  it('is skipped while an appeal is pending, and where no session is left', () => {
    const story = { ...returned, now: amended };
    expect(planOf(story, { appealPending: true })).toEqual(['SKIPPED', 'denial.appeal-pending']);
    expect(planOf(story, { sessions: [] })).toEqual(['SKIPPED', 'claim.not-recodable']);
  });

  it('sends the lines alone that were not processed', () => {
    const two = {
      procedures: [
        { code: '97110', minutes: 30 },
        { code: '97140', minutes: 15 },
      ],
    };
    const story = { ...returned, session: two, denied: [2], now: amended };
    expect(releasedBy(story).lines.map(({ line }) => line)).toEqual([2]);
  });
});
