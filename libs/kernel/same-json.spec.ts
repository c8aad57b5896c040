import { describe, expect, it } from '@jest/globals';
import { sameJson } from './same-json.js';

describe('sameJson', () => {
  it('looks at content, not at the order of fields nor at fields that are undefined', () => {
    expect(sameJson({ a: 1, b: [{ c: null }], d: undefined }, { b: [{ c: null }], a: 1 })).toBe(true);
  });

  it('tells apart lists of another order or length, missing fields, and lists from objects', () => {
    expect(sameJson([1, 2], [2, 1])).toBe(false);
    expect(sameJson([1], [1, 2])).toBe(false);
    expect(sameJson({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(sameJson({ a: 1 }, { b: 1 })).toBe(false);
    expect(sameJson([], {})).toBe(false);
    expect(sameJson(null, {})).toBe(false);
  });
});
