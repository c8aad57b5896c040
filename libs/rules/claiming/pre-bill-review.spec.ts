import { describe, expect, it } from '@jest/globals';
import { isDrawnForReview } from './pre-bill-review.js';

describe('pre-bill review', () => {
  it('draws no claim where the practice asks for none', () => {
    expect(isDrawnForReview('2FPNHNVAX94FA', undefined)).toBe(false);
    expect(isDrawnForReview('2FPNHNVAX94FA', { share: '0' })).toBe(false);
  });

  it('draws every claim of a whole share, whatever the seed', () => {
    expect(isDrawnForReview('2FPNHNVAX94FA', { share: '1', seed: 'spring' })).toBe(true);
  });

  it('draws the same claims by the same seed, others by another', () => {
    const claims = Array.from({ length: 200 }, (_, index) => `C${index}`);
    const drawn = (seed?: string) => claims.filter((id) => isDrawnForReview(id, { share: '0.1', seed }));
    expect(drawn()).toEqual(drawn());
    expect(drawn('spring')).not.toEqual(drawn('autumn'));
  });
});
