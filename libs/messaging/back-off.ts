const FIRST_MS = 100;
const LONGEST_MS = 5000;

/** How long to wait after the n-th failure in a row: 100 ms, doubling up to 5 s, less up to a quarter at random so that many do not return at once. */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 16));
  return Math.round(full * (1 - random() / 4));
}

/** Waits, or returns at once where the signal is or gets aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

export interface Trying {
  readonly signal: AbortSignal;
  /** Told of each failure before the wait: names it in the log. */
  onFailure(error: unknown, attempt: number, waitMs: number): void;
  /** What is not worth trying again is thrown; without this everything is tried again. */
  readonly retryable?: (error: unknown) => boolean;
}

/** Does something until it succeeds, with back-off. Throws the last failure once the signal is aborted, and what is not retryable. */
export async function keepTrying<Value>(action: () => Promise<Value>, trying: Trying): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      if (trying.signal.aborted || trying.retryable?.(error) === false) throw error;
      const waitMs = backOffMs(attempt);
      trying.onFailure(error, attempt, waitMs);
      await pause(waitMs, trying.signal);
      if (trying.signal.aborted) throw error;
    }
  }
}
