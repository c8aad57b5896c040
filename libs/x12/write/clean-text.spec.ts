import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanText, isCleanIdentifier } from './clean-text.js';

describe('text for X12', () => {
  it.each([
    ['Muñoz', 'Munoz'],
    ['Zoë Ångström', 'Zoe Angstrom'],
    ['Strauß', 'Strauss'],
    ['Łukasz Øvre', 'Lukasz Ovre'],
    ['O’Brien – Smith', "O'Brien - Smith"],
    ['A*B:C~D^E', 'ABCDE'],
    ['party 🎉 time', 'party time'],
    ['  two   blanks\tand\na break ', 'two blanks and a break'],
    ['王', ''],
    ['ﬁne', 'fine'],
  ])('makes %j of %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('is cut to its length without a blank at the end', () => {
    expect(cleanText('abc def', 4)).toBe('abc');
  });

  it('never holds a separator or a control character, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const clean = cleanText(text);
        expect(clean).not.toMatch(/[*:~^]|[^\u0020-\u007e]/);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  it('lets an identifier through only as it stands', () => {
    expect(isCleanIdentifier('1EG4-TE5', 20)).toBe(true);
    for (const text of ['', 'A*1', 'ñ', ' A', 'A'.repeat(21)]) expect(isCleanIdentifier(text, 20)).toBe(false);
  });
});
