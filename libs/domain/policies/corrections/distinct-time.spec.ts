import { describe, expect, it } from '@jest/globals';
import type { Procedure } from '#libs/rules/session.js';
import { procedures } from '#libs/rules/testing/sample.js';
import type { DeniedStory } from './testing/denied-claim.js';
import { planOf } from './testing/plan-of.js';

const services = procedures('97110 30, 97140 15');
const bundled: DeniedStory = { reason: '97', denied: [2], session: { procedures: services } };
/** The second service as it was amended since. */
const second = (changes: Partial<Procedure>, first: Partial<Procedure> = {}) => ({
  ...bundled,
  now: {
    procedures: [
      { ...services[0], ...first },
      { ...services[1], ...changes },
    ] as Procedure[],
  },
});
const block = (start: string, end: string) => ({ timeBlocks: [{ start, end }] });

describe('a denial as part of another service', () => {
  it.each(['97', '236'])('for CARC %s takes 59 where distinct time is attested', (reason) => {
    const story = { ...second({ attestations: ['distinct-time'] }), reason };
    expect(planOf(story)).toEqual(['replacement', '2 modifiers GO -> GO 59']);
  });

  it('takes 59 where time blocks do not overlap those of the other services', () => {
    expect(planOf(second(block('10:30', '10:45'), block('10:00', '10:30')))).toEqual([
      'replacement',
      '2 modifiers GO -> GO 59',
    ]);
  });

  it('is skipped where they overlap, or the other service has none', () => {
    const none = ['SKIPPED', 'distinct-time.no-evidence'];
    expect(planOf(second(block('10:15', '10:30'), block('10:00', '10:30')))).toEqual(none);
    expect(planOf(second(block('10:30', '10:45')))).toEqual(none);
    expect(planOf(bundled)).toEqual(none);
  });

  it('is skipped where the other service alone is attested', () => {
    expect(planOf(second({}, { attestations: ['distinct-time'] }))).toEqual(['SKIPPED', 'distinct-time.no-evidence']);
  });

  it('is skipped where 59 or one of its like was sent', () => {
    const sentAs: DeniedStory['sentAs'] = (line) => ({ ...line, modifiers: ['GO', 'XU'] });
    expect(planOf({ ...second({ attestations: ['distinct-time'] }), sentAs })).toEqual([
      'SKIPPED',
      'distinct-time.already-sent',
    ]);
  });

  it('is a reopening at Medicare Part B', () => {
    expect(planOf({ ...second({ attestations: ['distinct-time'] }), payerId: 'MEDICARE-B' })[0]).toBe('reopening');
  });

  it('is skipped while an appeal is pending', () => {
    expect(planOf(second({ attestations: ['distinct-time'] }), { appealPending: true })).toEqual([
      'SKIPPED',
      'denial.appeal-pending',
    ]);
  });
});
