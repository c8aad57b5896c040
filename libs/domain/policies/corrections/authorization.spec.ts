import { describe, expect, it } from '@jest/globals';
import type { CorrectionFacts } from './facts.js';
import { type DeniedStory, deniedClaim } from './testing/denied-claim.js';
import { planOf, releasedBy } from './testing/plan-of.js';

const lacking: DeniedStory = { reason: '197' };
const onFile = (story: DeniedStory, changes: object = {}): Partial<CorrectionFacts> => ({
  ledger: { ...deniedClaim(story).ledger, authorizations: [{ payerId: 'ACME', number: 'AUTH-7', ...changes }] },
});

describe('a denial for want of an authorization', () => {
  it.each(['15', '197', '198', '284', '296', '302'])('for CARC %s is replaced with the one on file', (reason) => {
    const story = { reason };
    expect(planOf(story, onFile(story))).toEqual(['replacement', 'authorizationNumber  -> changed']);
    expect(releasedBy(story, onFile(story))).toMatchObject({
      frequency: '7',
      content: { authorizationNumber: 'AUTH-7' },
    });
  });

  it('never shows the number among its changes', () => {
    expect(planOf(lacking, onFile(lacking)).join()).not.toContain('AUTH-7');
  });

  it('waits where none is on file, or none that covers payer and day', () => {
    const none = ['SKIPPED', 'authorization.not-on-file'];
    expect(planOf(lacking)).toEqual(none);
    expect(planOf(lacking, onFile(lacking, { payerId: 'OTHER' }))).toEqual(none);
    expect(planOf(lacking, onFile(lacking, { to: '2026-03-11' }))).toEqual(none);
  });

  it('is left to a person where the payer takes no replacements', () => {
    const story: DeniedStory = { ...lacking, payer: { frequencyCodes: ['1'] } };
    expect(planOf(story, onFile(story))).toEqual(['SKIPPED', 'correction.no-handler']);
  });

  it('is skipped while an appeal is pending', () => {
    expect(planOf(lacking, { ...onFile(lacking), appealPending: true })).toEqual(['SKIPPED', 'denial.appeal-pending']);
  });
});
