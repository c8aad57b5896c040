import { describe, expect, it } from '@jest/globals';
import { ratio, ratioFromDecimal } from './ratio.js';
import { isInSample } from './sample.js';

const keys = Array.from({ length: 2000 }, (_, index) => `claim-${index}`);
const drawn = (share: string, seed = '') => {
  const of = ratioFromDecimal(share);
  if (!of) throw new Error(`${share} is no decimal`);
  return keys.filter((key) => isInSample(key, of, seed));
};

describe('a sample by hash', () => {
  it('draws nothing of a share of 0 and all of a share of 1', () => {
    expect(drawn('0')).toEqual([]);
    expect(drawn('1')).toEqual(keys);
  });

  it('draws about its share, and always the same', () => {
    expect(drawn('0.05')).toHaveLength(96);
    expect(drawn('0.05')).toEqual(drawn('0.05'));
    expect(isInSample('claim-1', ratio(1, 3), 'a')).toBe(isInSample('claim-1', ratio(2, 6), 'a'));
  });

  it('keeps what a smaller share drew', () => {
    expect(drawn('0.2')).toEqual(expect.arrayContaining(drawn('0.1')));
  });

  it('draws others with another seed', () => {
    expect(drawn('0.05', 'autumn')).not.toEqual(drawn('0.05'));
  });
});
