import { describe, expect, it } from '@jest/globals';
import { backOffMs, keepTrying, pause } from './back-off.js';

describe('backing off', () => {
  it('doubles from 100 ms to 5 s, and spreads by a quarter', () => {
    expect([1, 2, 3, 6, 7, 99].map((attempt) => backOffMs(attempt, () => 0))).toEqual([
      100, 200, 400, 3200, 5000, 5000,
    ]);
    expect(backOffMs(7, () => 1)).toBe(3750);
  });

  it('tries until it succeeds, and tells of each failure', async () => {
    const failures: number[] = [];
    let tries = 0;
    const action = async () => {
      tries += 1;
      if (tries < 3) throw new Error('down');
      return tries;
    };
    const onFailure = (_error: unknown, attempt: number) => failures.push(attempt);
    expect(await keepTrying(action, { signal: new AbortController().signal, onFailure })).toBe(3);
    expect(failures).toEqual([1, 2]);
  });

  it('gives up at once when it is stopped while it waits', async () => {
    const stopping = new AbortController();
    const action = async () => {
      throw new Error('down');
    };
    const onFailure = () => stopping.abort();
    await expect(keepTrying(action, { signal: stopping.signal, onFailure })).rejects.toThrow('down');
    await pause(60_000, stopping.signal);
  });

  it('does not try again what is not worth it', async () => {
    const onFailure = () => expect('a failure told').toBe('never');
    const action = async () => {
      throw new Error('a bug');
    };
    const signal = new AbortController().signal;
    await expect(keepTrying(action, { signal, onFailure, retryable: () => false })).rejects.toThrow('a bug');
  });
});
