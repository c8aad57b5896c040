import { describe, expect, it } from '@jest/globals';
import { KeySet } from './key-set.js';

const keys = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) =>
    JSON.stringify(['sample', `P${(from + index) % 2000}`, from + index]),
  );

describe('a set of keys', () => {
  it('knows each of 40,000 similar keys again, and none that it has not seen', () => {
    const set = new KeySet(8);
    const seen = keys(0, 40_000);
    expect(seen.filter((key) => !set.add(key))).toEqual([]);
    expect(seen.filter((key) => set.add(key))).toEqual([]);
    expect(keys(40_000, 60_000).filter((key) => !set.add(key))).toEqual([]);
    expect(set.size).toBe(60_000);
  });

  it('tells apart what differs in one character, in its place and in its length', () => {
    const set = new KeySet();
    const texts = ['', '0', '00', 'ab', 'ba', 'abc', 'abd', 'a\u0000b', 'a b'];
    expect(texts.map((text) => set.add(text))).toEqual(texts.map(() => true));
  });
});
