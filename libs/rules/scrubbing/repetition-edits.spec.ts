import { describe, expect, it } from '@jest/globals';
import type { Procedure, Session } from '../session.js';
import { procedures } from '../testing/sample.js';
import { said, toldOf } from '../testing/scrubbed.js';

const otherTherapist = { npi: '1993999998', lastName: 'Locum', firstName: 'Lee', taxonomy: '225X00000X' };
const at = (start: string, end: string): Partial<Procedure> => ({ timeBlocks: [{ start, end }] });
const doing = (...list: Procedure[]): Partial<Session> => ({ procedures: list });

describe('a session that says the same as another', () => {
  const duplicate = (first: Partial<Session>, second: Partial<Session>) =>
    toldOf('session.duplicate-of', [first, second]);
  const base = { code: '97110', minutes: 30 };

  it('is named with the session that it repeats, and is sure only where both say when', () => {
    const fix = '(void one of the two if it is one visit; else record time blocks)';
    expect(duplicate({}, {})).toEqual([
      `warning session.duplicate-of: says the same as session S1: provider, codes and minutes ${fix}`,
    ]);
    const timed = doing({ ...base, ...at('09:00', '09:30') });
    expect(duplicate(timed, timed)).toEqual([
      `error session.duplicate-of: says the same as session S1: provider, codes and minutes, at the same time ${fix}`,
    ]);
    const half = doing({ ...base, ...at('09:00', '09:30') }, { code: '97140', minutes: 15 });
    expect(duplicate(half, half)[0]).toMatch(/^warning/);
  });

  it.each([
    ['the discipline', {}, { discipline: 'PT' as const }],
    ['the provider', {}, { renderingProvider: otherTherapist }],
    ['the minutes', doing(base), doing({ ...base, minutes: 31 })],
    ["the assistant's minutes", doing(base), doing({ ...base, assistantMinutes: 10 })],
    ['the count', doing({ ...base, count: 2 }), doing(base)],
    ['a second procedure', doing(base), doing(base, { code: '97140', minutes: 15 })],
    ['a procedure less', doing(base, { code: '97140', minutes: 15 }), doing(base)],
    ['one procedure of two', doing(base, { code: '97140', minutes: 15 }), doing(base, { code: '97112', minutes: 15 })],
  ])('says something else where %s differs', (_, first, second) => {
    expect(duplicate(first, second)).toEqual([]);
  });

  it('is told of the later one alone', () => {
    expect(toldOf('session.duplicate-of', [{}])).toEqual([]);
  });
});

describe('a code that the day has twice', () => {
  const again = (first: Partial<Session>, second: Partial<Session>) => toldOf('line.repeated', [first, second]);
  const elsewhere = { renderingProvider: otherTherapist };
  const repeated = { ...elsewhere, procedures: procedures('97140 15, 97110 31') };

  it('is named on the later line, with the earlier line and its session', () => {
    expect(again({ procedures: procedures('97530 15, 97110 30') }, repeated)).toEqual([
      'warning line.repeated at 2: 97110 is also on line 2 of session S1, on a claim of its own (record 76 (same practitioner) or 77 (another one) where it was done again)',
    ]);
  });

  it('may be marked as distinct or repeated', () => {
    const marked = (modifier: string) =>
      again({}, { ...elsewhere, procedures: procedures('97110 31', { modifiers: [modifier] }) }).length;
    expect(['59', 'XE', '76', '77', 'TL'].map(marked)).toEqual([0, 0, 0, 0, 1]);
  });

  it('is another one in another discipline, and one treatment where therapist and assistant share it', () => {
    expect(again({}, { ...elsewhere, discipline: 'PT', procedures: procedures('97110 31') })).toEqual([]);
    const shared = { procedures: procedures('97110 15+15') };
    expect(again({ procedures: procedures('97140 15') }, { ...elsewhere, ...shared })).toEqual([]);
  });

  it('is not said of the earlier session', () => {
    const day = [{}, { ...elsewhere, procedures: procedures('97110 31') }, { procedures: procedures('97530 20') }];
    expect(said(day)).not.toContain('warning line.repeated');
  });
});
