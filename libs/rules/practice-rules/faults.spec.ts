import { describe, expect, it } from '@jest/globals';
import { inForce, overlap } from './faults.js';

const [first, second, third] = ['2026-01-01', '2026-01-02', '2026-01-03'] as const;

describe('a period', () => {
  it('includes its first and last day, and has no end where none is stated', () => {
    const days = (period: object) => [first, second, third].map((day) => inForce(period, day));
    expect(days({ from: second, to: second })).toEqual([false, true, false]);
    expect(days({ from: second })).toEqual([false, true, true]);
    expect(days({ to: second })).toEqual([true, true, false]);
    expect(days({})).toEqual([true, true, true]);
  });
});

describe('two periods', () => {
  it.each([
    [{ to: second }, { from: second }, true],
    [{ to: first }, { from: second }, false],
    [{ from: first, to: second }, { from: second, to: third }, true],
    [{ from: first, to: first }, { from: second, to: third }, false],
    [{ from: first }, { to: third }, true],
    [{ from: first }, { from: third }, true],
    [{ to: first }, { to: third }, true],
    [{}, { from: first, to: first }, true],
  ])('%j and %j share a day: %s, whichever comes first', (a, b, shared) => {
    expect([overlap(a, b), overlap(b, a)]).toEqual([shared, shared]);
  });
});
