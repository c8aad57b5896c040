import { describe, expect, it } from '@jest/globals';
import { Count, countJest } from './count.mjs';

const GOOD = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  success: true,
};

describe('the count of a test run', () => {
  it('adds up the checks and the tests, and names the skipped only where there are some', () => {
    const count = new Count();
    count.add({ passed: 1 });
    count.add(countJest(GOOD));
    expect(String(count)).toBe('8 passed, 0 failed');
    count.add({ skipped: 1 });
    expect(String(count)).toBe('8 passed, 0 failed, 1 skipped');
  });

  it('counts a file that could not be run as a failed test', () => {
    expect(countJest({ ...GOOD, numRuntimeErrorTestSuites: 2, success: false })).toMatchObject({
      passed: 7,
      failed: 2,
    });
  });

  it('counts a failure that names no test', () => {
    expect(countJest({ ...GOOD, success: false })).toMatchObject({ failed: 1 });
  });

  it('counts a run without a result, or without any test, as failed', () => {
    expect(countJest(null)).toEqual({ failed: 1 });
    expect(countJest({ ...GOOD, numPassedTests: 0 })).toMatchObject({ failed: 1 });
  });
});
