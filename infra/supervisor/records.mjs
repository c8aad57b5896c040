import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, processIdentity } from './identity.mjs';
import { privateFolder, readJson, writePrivateJson } from './private-files.mjs';
import { until } from './wait.mjs';

const SUFFIX = '.process.json';

/**
 * Notes a process that was just started, so that it can be found when we are gone without having stopped it.
 * `order` says whose turn to be stopped comes first: the highest's.
 */
export function recordProcess(runFolder, { name, pid, stopSignal, order }) {
  privateFolder(runFolder);
  const record = { name, pid, identity: processIdentity(pid), stopSignal, order };
  writePrivateJson(join(runFolder, fileOf(record)), record);
  return record;
}

/** Forgets a process that has ended. */
export function forgetProcess(runFolder, record) {
  rmSync(join(runFolder, fileOf(record)), { force: true });
}

function fileOf({ name, pid }) {
  return `${name}-${pid}${SUFFIX}`;
}

/**
 * Sends the stop signal, and SIGKILL to its whole group where the process still runs after `withinMs`.
 * Nothing is sent to a process that is not the recorded one.
 */
export async function stopProcess(record, { withinMs }) {
  if (!isRunning(record)) return;
  send(record.pid, record.stopSignal);
  if (await until(() => !isRunning(record), { withinMs })) return;
  if (isRunning(record)) send(-record.pid, 'SIGKILL') || send(record.pid, 'SIGKILL');
  await until(() => !isRunning(record), { withinMs: 5_000 });
}

function send(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false; // it ended in between, or leads no group
  }
}

/**
 * Stops what an earlier run left behind because it was killed: exactly the recorded processes that still run. A record whose number belongs
 * to another process by now is dropped, and that process left alone. Returns the names of what was stopped.
 */
export async function stopLeftovers(runFolder, { withinMs = 20_000 } = {}) {
  const records = readdirSync(privateFolder(runFolder))
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => ({ file, record: readJson(join(runFolder, file)) }))
    .sort((a, b) => (b.record?.order ?? 0) - (a.record?.order ?? 0));
  const stopped = [];
  for (const { file, record } of records) {
    if (record && isRunning(record)) {
      await stopProcess(record, { withinMs });
      stopped.push(record.name);
    }
    rmSync(join(runFolder, file), { force: true });
  }
  return stopped;
}
