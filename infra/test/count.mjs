/** How many tests passed, failed and were skipped. */
export class Count {
  passed = 0;
  failed = 0;
  skipped = 0;

  add({ passed = 0, failed = 0, skipped = 0 }) {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
  }

  /** `N passed, N failed`, and `, N skipped` where some were. */
  toString() {
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : '';
    return `${this.passed} passed, ${this.failed} failed${skipped}`;
  }
}

/**
 * What Jest's JSON result counts. A file that could not even be run counts as one failed test; so does a run that says it failed without naming
 * a test, and one that left no result (`null`).
 */
export function countJest(result) {
  if (!result) return { failed: 1 };
  const passed = result.numPassedTests;
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  const silent = failed === 0 && (!result.success || passed === 0);
  return { passed, failed: silent ? 1 : failed, skipped };
}
