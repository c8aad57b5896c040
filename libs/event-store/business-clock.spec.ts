import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BusinessClock, CLOCK_FRESH_MS } from './business-clock.js';
import type { Queryable } from './pool.js';

/** A store that answers when it is told to. */
class SlowStore {
  asked = 0;
  private answers: (() => void)[] = [];

  query(): Promise<{ rows: readonly { offset_ms: number }[] }> {
    this.asked += 1;
    return new Promise((resolve) => {
      this.answers.push(() => resolve({ rows: [{ offset_ms: 0 }] }));
    });
  }

  answer(): void {
    this.answers.shift()?.();
  }
}

describe('a reading of the business clock', () => {
  let store: SlowStore;
  let clock: BusinessClock;
  beforeEach(() => {
    jest.useFakeTimers();
    store = new SlowStore();
    clock = new BusinessClock(store as unknown as Queryable);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('serves until it is old', async () => {
    const first = clock.current();
    store.answer();
    await first;
    jest.advanceTimersByTime(CLOCK_FRESH_MS);
    await clock.current();
    expect(store.asked).toBe(1);
  });

  it('is as old as its question: an answer that took long may tell of a time before the clock was moved', async () => {
    const first = clock.current();
    jest.advanceTimersByTime(CLOCK_FRESH_MS + 1);
    store.answer();
    await first;
    const second = clock.current();
    expect(store.asked).toBe(2);
    store.answer();
    await second;
  });
});
