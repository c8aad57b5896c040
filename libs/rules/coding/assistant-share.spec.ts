import { describe, expect, it } from '@jest/globals';
import { assistantFurnished, splitTimedUnits } from './assistant-share.js';

describe("the assistant's share of a timed code (rule of CY 2022)", () => {
  it.each([
    ['C1', 13, 23, 2, 1, 1],
    ['C2', 5, 10, 1, 0, 1],
    ['C3', 8, 14, 1, 1, 0],
    ['C4', 7, 8, 1, 0, 1],
    ['C5', 12, 14, 2, 1, 1],
    ['C6', 14, 9, 2, 1, 1],
    ['C7', 15, 8, 2, 1, 1],
    ['C8', 20, 10, 2, 1, 1],
    ['C9', 23, 7, 2, 2, 0],
    ['C10', 0, 30, 2, 0, 2],
  ])('example %s: therapist %i, assistant %i, %i units', (_, therapist, assistant, units, plain, assisted) => {
    expect(splitTimedUnits(therapist, assistant, units)).toMatchObject({ plain, assistant: assisted });
  });

  it('flags two units that were left with fewer than 23 minutes', () => {
    expect(splitTimedUnits(9, 13, 2)).toEqual({ plain: 1, assistant: 1, review: true });
    expect(splitTimedUnits(12, 14, 2).review).toBe(false);
  });

  it('leaves a unit with the therapist where the assistant had exactly a tenth', () => {
    expect(splitTimedUnits(0, 0, 0)).toEqual({ plain: 0, assistant: 0, review: false });
    expect(splitTimedUnits(7, 0, 1)).toEqual({ plain: 1, assistant: 0, review: false });
  });
});

describe("the assistant's share of an untimed code", () => {
  it.each([
    ['C11', 4, 40, false],
    ['C12', 5, 40, true],
  ])('example %s: %i of %i minutes', (_, assistant, total, furnished) => {
    expect(assistantFurnished(assistant, total)).toBe(furnished);
  });
});
