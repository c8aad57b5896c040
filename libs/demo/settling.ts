/** Something that may still be under way somewhere in the house; null where it is not, otherwise words for a log. */
export type StillBusy = () => Promise<string | null>;

export class NotSettled extends Error {
  constructor(
    readonly reasons: readonly string[],
    waitedMs: number,
  ) {
    super(`not settled after ${Math.round(waitedMs / 1000)} s: ${reasons.join('; ')}`);
  }
}

/** Everything looks settled for a moment between two steps of a chain; only what has been so twice in a row is. */
const ROUNDS_IN_A_ROW = 2;

/**
 * Waits until nothing is under way any more: all checks say so in two rounds in a row. Throws {@link NotSettled} with what is still busy where that
 * takes longer than `timeoutMs`.
 */
export async function settle(
  checks: readonly StillBusy[],
  { timeoutMs, everyMs = 20, signal }: { timeoutMs: number; everyMs?: number; signal?: AbortSignal },
): Promise<void> {
  const started = performance.now();
  let quiet = 0;
  let reasons: readonly string[] = [];
  while (quiet < ROUNDS_IN_A_ROW) {
    signal?.throwIfAborted();
    reasons = await busy(checks);
    quiet = reasons.length === 0 ? quiet + 1 : 0;
    if (quiet >= ROUNDS_IN_A_ROW) return;
    if (performance.now() - started > timeoutMs) throw new NotSettled(reasons, performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** The first that is busy is enough; those behind it are asked when it is quiet. */
async function busy(checks: readonly StillBusy[]): Promise<readonly string[]> {
  for (const check of checks) {
    const reason = await check();
    if (reason) return [reason];
  }
  return [];
}
