import { describe, expect, it } from '@jest/globals';
import { SeededRandom } from './seeded-random.js';

const drawn = (seed: string, count = 1000) => {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seeded random', () => {
  it('draws the same for the same seed and other things for another', () => {
    expect(drawn('a')).toEqual(drawn('a'));
    expect(drawn('a', 3)).not.toEqual(drawn('b', 3));
    // For ever: a change of these would change every simulated practice.
    expect(drawn('a', 2).map((value) => value.toFixed(6))).toEqual(['0.209702', '0.322561']);
  });

  it('stays within its bounds and reaches both', () => {
    const random = new SeededRandom('bounds');
    const wholes = new Set(Array.from({ length: 500 }, () => random.whole(2, 5)));
    expect([...wholes].sort()).toEqual([2, 3, 4, 5]);
    for (const value of drawn('range')) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
    }
  });

  it('gives each item its share', () => {
    const random = new SeededRandom('shares');
    const counts = { often: 0, seldom: 0, never: 0 };
    for (let draw = 0; draw < 4000; draw += 1)
      counts[
        random.share([
          [75, 'often'],
          [25, 'seldom'],
          [0, 'never'],
        ] as const)
      ] += 1;
    expect(counts.never).toBe(0);
    expect(counts.often / 4000).toBeCloseTo(0.75, 1);
  });
});
