import { readFileSync } from 'node:fs';
import { isRunning, parentOf, processIdentity } from './identity.mjs';

const SHELLS = new Set(['sh', 'dash', 'bash', 'zsh', 'ash', 'busybox']);

/**
 * The `npm` that started us, seen through the shell that it puts between; null where we were started otherwise.
 * npm does not pass its own death on, so we watch it.
 */
export function findLauncher(environment = process.env) {
  if (!environment.npm_lifecycle_event) return null;
  let pid = process.ppid;
  if (SHELLS.has(nameOf(pid))) pid = parentOf(pid) ?? 0;
  const identity = pid > 1 ? processIdentity(pid) : null;
  return identity ? { pid, identity } : null;
}

function nameOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Calls back once when the launcher has ended. Does not keep the process alive. */
export function watchLauncher(launcher, whenGone, { everyMs = 500 } = {}) {
  if (!launcher) return () => {};
  const timer = setInterval(() => {
    if (isRunning(launcher)) return;
    clearInterval(timer);
    whenGone();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
