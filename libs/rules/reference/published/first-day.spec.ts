import { describe, expect, it } from '@jest/globals';
import { editionStart, releaseStart } from './first-day.js';

describe('the first day of a release', () => {
  it.each([
    ['2027 National Physician Fee Schedule Relative Value File January Release', '2027-01-01'],
    ['2026 National Physician Fee Schedule Relative Value File October Release', '2026-10-01'],
    ['2026 File Smarch Release', undefined],
    ['2026 File released in January', undefined],
    ['1999 File January Release', undefined],
    ['12026 File January Release', undefined],
    ['2026 File xJanuary Release', undefined],
    ['', undefined],
  ])('of %j is %s', (title, day) => {
    expect(releaseStart(title)).toBe(day);
  });
});

describe('the first day of an edition', () => {
  it.each([
    ['', 'Addendum, effective July 1, 2026', '2026-07-01'],
    ['', 'Addendum, effective December 31, 2026', '2026-12-31'],
    ['', 'effective 07/01/2026', '2026-07-01'],
    ['', 'effective 7-1-2026', '2026-07-01'],
    ['', 'effective 17/01/2026', undefined],
    ['', 'effective 107/01/2026', undefined],
    ['', 'effective 07/01/20261', undefined],
    ['', 'effective 07/01/1926', undefined],
    ['', 'effective Smarch 1, 2026', undefined],
    ['', 'effective February 30, 2026', undefined],
    ['ccipra-v311r0-f1.txt', '', '2025-04-01'],
    ['ccipra-v300r0-f1.txt', '', '2024-01-01'],
    ['CCIPRA-V323R0-F1.TXT', '', '2026-10-01'],
    ['ccipra-v314r0-f1.txt', '', undefined],
    ['MCR_MUE_Practitioner_Services_Eff_07-01-2026.csv', '', '2026-07-01'],
    ['mue_2026q1.csv', '', '2026-01-01'],
    ['mue_2026-Q4.csv', '', '2026-10-01'],
    ['mue_2026 q3.csv', '', '2026-07-01'],
    ['mue_2026q5.csv', '', undefined],
    ['mue.csv', '', undefined],
    ['mue_2026q1.csv', 'effective 07/01/2026', '2026-07-01'],
  ])('of %j with the title %j is %s', (name, title, day) => {
    expect(editionStart(name, title)).toBe(day);
  });
});
