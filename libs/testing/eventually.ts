import { setTimeout as pause } from 'node:timers/promises';

export interface EventuallyOptions {
  /** How long to wait before the condition counts as never coming true. */
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

/**
 * Polls until `condition` neither throws nor gives false, null or undefined, and gives its value. Fails with the last error, or says what was
 * waited for, when the time is over.
 */
export async function eventually<Value>(
  what: string,
  condition: () => Promise<Value> | Value,
  { timeoutMs = 20_000, everyMs = 25 }: EventuallyOptions = {},
): Promise<NonNullable<Value>> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    let failure: unknown;
    try {
      const value = await condition();
      if (value !== false && value !== null && value !== undefined) return value;
    } catch (error) {
      failure = error;
    }
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms for ${what}`, { cause: failure });
    await pause(everyMs);
  }
}
