import { createHash } from 'node:crypto';
import type { Ratio } from './ratio.js';

const BITS = 64n;

/**
 * True for a share of all keys, drawn by hash: the same key always gets the same answer under the same seed, a larger share keeps whatever a
 * smaller one drew, and another seed draws others.
 */
export function isInSample(key: string, share: Ratio, seed: string): boolean {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, key]))
    .digest();
  return hash.readBigUInt64BE() * share.denominator < share.numerator << BITS;
}
