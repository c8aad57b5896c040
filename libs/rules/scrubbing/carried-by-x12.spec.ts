import { describe, expect, it } from '@jest/globals';
import { addressProblems, isIdentifier, isName } from './carried-by-x12.js';

describe('an identifier', () => {
  it.each([
    ['A', true],
    ['A 1', true],
    ['A  1', false],
    ['AB  1', false],
    [' A', false],
    ['A ', false],
    ['AB ', false],
    ['A*1', false],
    ['A1é', false],
    ['', false],
  ])('%j can be written: %s', (text, written) => {
    expect(isIdentifier(text, 50)).toBe(written);
  });

  it('has a shortest and a longest length', () => {
    expect(['A', 'AB', 'ABC', 'ABCD'].map((text) => isIdentifier(text, 3, 2))).toEqual([false, true, true, false]);
  });
});

describe('a name', () => {
  it('needs a letter or digit that X12 has', () => {
    expect([isName('Ö'), isName('7'), isName('*'), isName(undefined)]).toEqual([true, true, false, false]);
  });
});

describe('an address', () => {
  const problems = (given: object) =>
    addressProblems({ line1: '1 Main St', city: 'Springfield', state: 'IL', zip: '62701-0001', ...given }, 'address');
  const write = (field: string, as: string, fix: string) => ({
    message: expect.stringContaining(`address.${field}`),
    fix,
    correction: [{ do: 'clean', field: `address.${field}`, as }],
  });

  it('is complete with or without the four digits of a place', () => {
    expect([problems({}), problems({ zip: '62701' }), problems({ zip: '627010001' })]).toEqual([[], [], []]);
    expect(addressProblems(undefined, 'address')).toEqual([{ message: 'address is missing' }]);
  });

  it('needs a street and a city of two letters', () => {
    expect(problems({ line1: '-' })).toEqual([{ message: 'address.line1 is missing' }]);
    const cityless = [{ message: 'address.city is missing or has one letter' }];
    expect([problems({ city: '--' }), problems({ city: 'A' }), problems({ city: 'A ' })]).toEqual(
      Array(3).fill(cityless),
    );
    expect(problems({ city: 'Ai' })).toEqual([]);
  });

  it('has its state and ZIP code mended where cleaning does it, and only there', () => {
    expect(problems({ state: 'il ' })).toEqual([write('state', 'capitals', 'write address.state as two capitals')]);
    expect(problems({ zip: '62701 0001' })).toEqual([
      write('zip', 'letters-and-digits', 'write address.zip as digits'),
    ]);
    for (const state of ['ILL', 'XIL', 'I'])
      expect(problems({ state })).toEqual([{ message: 'address.state is not a two-letter state' }]);
    for (const zip of ['6270', '127010', '62701-000', 'X62701'])
      expect(problems({ zip })).toEqual([{ message: 'address.zip is not a ZIP code of 5 or 9 digits' }]);
  });
});
