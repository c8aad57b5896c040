import { describe, expect, it } from '@jest/globals';
import { ExpiringCache } from './expiring-cache.js';

describe('a cache of keys', () => {
  it('loads once for all who ask at the same time', async () => {
    const cache = new ExpiringCache<number>(10, 60_000);
    let loads = 0;
    const load = async () => {
      loads += 1;
      return loads;
    };
    expect(await Promise.all([cache.get('a', load), cache.get('a', load), cache.get('b', load)])).toEqual([1, 1, 2]);
  });

  it('does not remember a failure', async () => {
    const cache = new ExpiringCache<number>(10, 60_000);
    await expect(cache.get('a', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    expect(await cache.get('a', async () => 1)).toBe(1);
  });

  it('loads again when an entry has lived its time, or has made room', async () => {
    const expired = new ExpiringCache<number>(10, 0);
    expect([await expired.get('a', async () => 1), await expired.get('a', async () => 2)]).toEqual([1, 2]);
    const small = new ExpiringCache<number>(1, 60_000);
    await small.get('a', async () => 1);
    await small.get('b', async () => 1);
    expect(await small.get('a', async () => 2)).toBe(2);
  });
});
