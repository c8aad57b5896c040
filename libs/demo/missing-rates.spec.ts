import { describe, expect, it } from '@jest/globals';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { missingRates } from './missing-rates.js';

describe('the rates that a simulation needs', () => {
  it('are there for the years of the tables', () => {
    expect(missingRates(builtInReference(), '2026-03-02', '2026-05-29')).toBeNull();
  });

  it('are missed from the first day that a table does not cover, which is named', () => {
    expect(missingRates(builtInReference(), '2026-12-28', '2199-01-15')).toMatchObject({
      day: expect.stringMatching(/^\d{4}-01-01$/),
      table: 'conversion_factor.csv',
    });
    const reference = { ...builtInReference(), amount: () => undefined };
    expect(missingRates(reference, '2026-03-02', '2026-03-06')).toEqual({ day: '2026-03-02', table: 'amounts.csv' });
  });
});
