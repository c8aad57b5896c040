import { describe, expect, it } from '@jest/globals';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { procedures } from '#libs/rules/testing/sample.js';
import type { DeniedStory } from './testing/denied-claim.js';
import { planOf } from './testing/plan-of.js';

const invalid: DeniedStory = { reason: '181' };

/** Tables of now, in which 97110 had ended by the day of service. */
function ending(successors: readonly string[]): Reference {
  const built = builtInReference();
  const entry = built.codes.get('97110');
  if (!entry) throw new Error('no such code');
  const ended = { ...entry, to: '2026-01-31', successors };
  const get = (code: string) => (code === '97110' ? ended : built.codes.get(code));
  const codes = new Proxy(built.codes, {
    get: (target, property) => {
      const value = property === 'get' ? get : Reflect.get(target, property);
      return typeof value === 'function' && property !== 'get' ? value.bind(target) : value;
    },
  });
  return new Proxy(built, {
    get: (target, property) => {
      const value = property === 'codes' ? codes : Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('a denial for a code that was not valid on the day', () => {
  it.each(['181', '182'])('for CARC %s takes the code’s sole successor, coded anew', (reason) => {
    const reference = ending(['97530']);
    expect(planOf({ reason }, { reference })).toEqual([
      'replacement',
      '1 code 97110 -> 97530',
      '1 chargeCents 11000 -> 12000',
    ]);
  });

  it('is skipped where several codes follow it, or none', () => {
    const none = ['SKIPPED', 'deleted-code.no-sole-successor'];
    expect(planOf(invalid, { reference: ending(['97530', '97140']) })).toEqual(none);
    expect(planOf(invalid, { reference: ending([]) })).toEqual(none);
  });

  it('is skipped where the tables know the code as valid and coding says the same', () => {
    expect(planOf(invalid)).toEqual(['SKIPPED', 'deleted-code.same-as-sent']);
  });

  it('takes what the record was amended to', () => {
    const now = { procedures: procedures('97530 30') };
    expect(planOf({ ...invalid, now })[1]).toBe('1 code 97110 -> 97530');
  });

  it('is a reopening at Medicare Part B, skipped while an appeal is pending', () => {
    const reference = ending(['97530']);
    expect(planOf({ ...invalid, payerId: 'MEDICARE-B' }, { reference })[0]).toBe('reopening');
    expect(planOf(invalid, { reference, appealPending: true })).toEqual(['SKIPPED', 'denial.appeal-pending']);
  });
});
