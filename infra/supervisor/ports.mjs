import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { readJson, writePrivateJson } from './private-files.mjs';

// Below the range that the system gives to outgoing connections, so that a remembered port is not lost to one of those.
const LOWEST = 20_000;
const HIGHEST = 31_999;

/** True where nothing listens on that port of the loopback interface. */
export function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function anyFree(taken) {
  for (let tries = 0; tries < 500; tries += 1) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`no free port between ${LOWEST} and ${HIGHEST}`);
}

/**
 * A free loopback port for each name: the one of the last run (from `file`) where it is free again, else the preferred one, else any.
 * The choice is remembered in `file`.
 *
 * @template {string} Name
 * @param {string} file
 * @param {readonly Name[]} names
 * @param {{ preferred?: Partial<Record<Name, number>> }} [options]
 * @returns {Promise<Record<Name, number>>}
 */
export async function choosePorts(file, names, { preferred = {} } = {}) {
  const remembered = readJson(file) ?? {};
  const chosen = {};
  const taken = new Set();
  for (const name of names) {
    let port = null;
    for (const wish of [remembered[name], preferred[name]]) {
      if (port === null && Number.isInteger(wish) && !taken.has(wish) && (await isFree(wish))) port = wish;
    }
    chosen[name] = port ?? (await anyFree(taken));
    taken.add(chosen[name]);
  }
  writePrivateJson(file, { ...remembered, ...chosen });
  return chosen;
}
