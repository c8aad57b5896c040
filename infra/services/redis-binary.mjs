import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from '../supervisor/lock.mjs';
import { privateFolder } from '../supervisor/private-files.mjs';
import { DebianPackages, hasDebianPackages, libraryFolders, publish } from './debian-packages.mjs';
import { LOCAL } from './installation.mjs';

const OLDEST = 7;
const UNPACKED = join(LOCAL, 'redis');
const PACKAGES = ['redis-server', 'redis-tools'];

/** The server's program, `{ command, env, major }`: one that is there, else Debian's, unpacked into `.local/redis` and not installed. */
export async function findRedis({ supervisor, say, log }) {
  const there = describe('redis-server', process.env) ?? unpacked();
  if (there) return there;
  if (!hasDebianPackages()) {
    throw new Error(
      `no redis-server of version ${OLDEST} or newer was found, and this machine has no Debian packages; set REDIS_URL`,
    );
  }
  const fetched = await alone(join(LOCAL, 'run'), 'fetch-redis', async () => {
    if (unpacked()) return unpacked();
    say('fetching Redis from the package manager');
    await fetchRedis({ supervisor, log });
    return unpacked();
  });
  if (fetched) return fetched;
  throw new Error(`the package manager's redis-server does not run, or is older than ${OLDEST}; set REDIS_URL`);
}

function unpacked() {
  return describe(programOf(UNPACKED), environmentOf(UNPACKED));
}

function programOf(folder) {
  return join(folder, 'root', 'usr', 'bin', 'redis-server');
}

function environmentOf(folder) {
  return { ...process.env, LD_LIBRARY_PATH: libraryFolders(join(folder, 'root')).join(':') };
}

function describe(command, env) {
  const answer = spawnSync(command, ['--version'], { encoding: 'utf8', env });
  const major = Number(/v=(\d+)/.exec(answer.stdout ?? '')?.[1]);
  return answer.status === 0 && major >= OLDEST ? { command, env, major } : null;
}

async function fetchRedis({ supervisor, log }) {
  const draft = `${UNPACKED}.${process.pid}.new`;
  rmSync(draft, { recursive: true, force: true });
  privateFolder(draft);
  const packages = new DebianPackages({ supervisor, folder: draft, log });
  await packages.unpack(PACKAGES);
  // The libraries that this machine lacks are in the packages that those depend on, or in what these depend on in turn.
  let names = PACKAGES;
  const known = new Set(PACKAGES);
  for (let depth = 0; depth < 3 && missesLibraries(draft); depth += 1) {
    names = packages.dependenciesOf(names).filter((name) => /^lib(?!c6$|c-bin$)/.test(name) && !known.has(name));
    if (names.length === 0) break;
    for (const name of names) known.add(name);
    await packages.unpack(names);
  }
  publish(draft, UNPACKED);
}

function missesLibraries(folder) {
  const answer = spawnSync('ldd', [programOf(folder)], { encoding: 'utf8', env: environmentOf(folder) });
  return /not found/.test(`${answer.stdout}${answer.stderr}`);
}
