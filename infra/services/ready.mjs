import { ChildFailed, describeEnd } from '../supervisor/supervisor.mjs';
import { until } from '../supervisor/wait.mjs';

/** Repeats `answers` until it does not throw; gives up when the child has ended or the time is over, with the last reason. */
export async function whenReady(child, answers, { withinMs = 60_000 } = {}) {
  let reason = null;
  const ready = await until(
    async () => {
      if (child.over) return true;
      try {
        await answers();
        return true;
      } catch (error) {
        reason = error;
        return false;
      }
    },
    { withinMs, everyMs: 50 },
  );
  if (child.over) throw new ChildFailed(child.name, describeEnd(await child.ended), child.log);
  if (!ready)
    throw new Error(
      `${child.name} does not answer: ${reason?.message ?? 'no reason given'}; its words are in ${child.log}`,
    );
}
