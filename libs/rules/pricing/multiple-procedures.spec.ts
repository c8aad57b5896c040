import { describe, expect, it } from '@jest/globals';
import { ratio } from '#libs/kernel/ratio.js';
import { type FeeLine, lineFee, lineInFull } from './multiple-procedures.js';

const untouched: FeeLine = { units: 1, fee: { fullCents: 9000, reducedCents: 9000 } };
const unpriced: FeeLine = { units: 1 };
const line = (expense: number, fullCents: number): FeeLine => ({
  units: 1,
  fee: { fullCents, reducedCents: fullCents / 2, rankingExpense: ratio(expense, 100) },
});

describe('the line with a unit paid in full', () => {
  it.each([
    ['has the highest practice expense', [line(41, 3000), line(60, 2000), line(50, 4000)], 1],
    ['has the higher fee of two with one expense', [line(41, 3000), line(41, 3001), line(40, 5000)], 1],
    ['stays the first of two that are alike', [line(41, 3000), line(41, 3000)], 0],
    ['stays the one with the higher fee, though a later one has the same expense', [line(41, 3001), line(41, 3000)], 0],
    ['is not one that the cut leaves alone, or that has no fee', [untouched, unpriced, line(10, 100)], 2],
    ['is none where the cut touches none', [untouched, unpriced], -1],
  ])('%s', (_, lines, place) => {
    expect(lineInFull(lines)).toBe(place);
  });
});

describe('a line', () => {
  const fee = { fullCents: 3000, reducedCents: 2000, rankingExpense: ratio(41, 100) };

  it('has one unit in full and the others reduced, or all reduced', () => {
    expect(lineFee({ units: 3, fee }, true)).toEqual({ fullFeeCents: 9000, cutFeeCents: 7000 });
    expect(lineFee({ units: 3, fee }, false)).toEqual({ fullFeeCents: 9000, cutFeeCents: 6000 });
  });

  it('is whole where the cut leaves it alone', () => {
    expect(lineFee({ units: 2, fee: { fullCents: 3000, reducedCents: 2000 } }, false)).toEqual({
      fullFeeCents: 6000,
      cutFeeCents: 6000,
    });
  });
});
