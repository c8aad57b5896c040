import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, processIdentity } from './identity.mjs';
import { privateFolder, readJson } from './private-files.mjs';
import { until } from './wait.mjs';

/** Another run of the same kind holds this checkout. */
export class AlreadyRunning extends Error {
  constructor(pid) {
    super(`is already running in this checkout (process ${pid})`);
    this.name = 'AlreadyRunning';
    this.pid = pid;
  }
}

/**
 * Takes the one place of `name` in the run folder, or throws `AlreadyRunning`. A lock whose process is gone is taken over; one whose npm was
 * killed is about to be given up by itself, so we wait for it; with `wait`, for any. Returns a function that gives the place back.
 */
export async function takeLock(runFolder, name, { launcher = null, wait = false, withinMs = 60_000 } = {}) {
  privateFolder(runFolder);
  const path = join(runFolder, `${name}.lock.json`);
  const mine = `${path}.${process.pid}`;
  const text = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid), launcher });
  writeFileSync(mine, text, { mode: 0o600 });
  try {
    const taken = await until(
      () => {
        if (link(mine, path)) return true;
        const holder = readJson(path);
        if (!holder || !isRunning(holder)) return removeStale(path) && link(mine, path);
        const ending = holder.launcher && !isRunning(holder.launcher);
        if (!ending && !wait) throw new AlreadyRunning(holder.pid);
        return false;
      },
      { withinMs, everyMs: 100 },
    );
    if (!taken) throw new AlreadyRunning(readJson(path)?.pid);
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (readText(path) === text) rmSync(path, { force: true });
  };
}

/** Runs `work` while no other process of this checkout runs work of that name: `npm start` and `npm test` may prepare at the same time. */
export async function alone(runFolder, name, work) {
  const release = await takeLock(runFolder, name, { wait: true, withinMs: 15 * 60_000 });
  try {
    return await work();
  } finally {
    release();
  }
}

function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

// Renaming takes the lock file away from exactly one of several that found it stale; should it have become a living one meanwhile, it is put back.
function removeStale(path) {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return true;
  }
  const holder = readJson(aside);
  if (holder && isRunning(holder)) link(aside, path);
  rmSync(aside, { force: true });
  return true;
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
