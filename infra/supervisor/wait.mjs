import { setTimeout as pause } from 'node:timers/promises';

/** Asks `condition` again and again until it answers something true, and gives that; null where `withinMs` pass first. */
export async function until(condition, { withinMs, everyMs = 25 }) {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await condition();
    if (answer) return answer;
    if (performance.now() >= end) return null;
    await pause(everyMs);
  }
}
