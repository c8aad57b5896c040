import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/**
 * What tells a process from a later one that got the same number: its start time, together with the boot that the time is counted from.
 * Null where no such process runs (a zombie has ended, too).
 */
export function processIdentity(pid) {
  if (!existsSync('/proc/self/stat')) return startTimeByPs(pid);
  try {
    // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    const startTime = fields[19];
    if (state === 'Z' || state === 'X') return null;
    const boot = existsSync(BOOT_ID) ? readFileSync(BOOT_ID, 'utf8').trim() : 'boot';
    return `${boot}:${startTime}`;
  } catch {
    return null;
  }
}

function startTimeByPs(pid) {
  const answer = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return answer.stdout?.trim() || null;
}

/** True where exactly the recorded process still runs, not another that was given its number since. */
export function isRunning({ pid, identity }) {
  return identity !== null && identity !== undefined && processIdentity(pid) === identity;
}

/** The number of a process's parent, or null. */
export function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}
