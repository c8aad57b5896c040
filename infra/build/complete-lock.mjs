/**
 * `node infra/build/complete-lock.mjs`, after `npm install`: npm leaves an optional package for another platform out of the lock file where the
 * registry in use does not serve it, and `npm ci` then refuses that lock file. This adds what is missing: the exact version that the package above
 * asks for, and the platform that its name says, so that `npm ci` passes it over on every other one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../root.mjs';

const LOCK = join(ROOT, 'package-lock.json');
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'windows'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** The optional packages that a lock asks for and does not have: name, version, and whether only development needs it. */
export function missingOptional(lock) {
  const missing = new Map();
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isThere(lock, path, name))
        missing.set(name, { name, version, dev: entry.dev === true, devOptional: entry.devOptional === true });
    }
  }
  return [...missing.values()];
}

// npm looks for a package beside the one that asks, then in each folder above.
function isThere(lock, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

/** The lock entry of a platform package; throws where its name does not say for which platform it is. */
export function platformEntry({ name, version, dev, devOptional }) {
  const parts = name.split('/').at(-1).split('-');
  const system = SYSTEMS.find((word) => parts.includes(word));
  const processor = PROCESSORS.find((word) => parts.includes(word));
  if (!system || !processor) throw new Error(`${name} does not say for which platform it is`);
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name} is asked for as ${version}, which is no exact version`);
  const libc = parts.some((part) => part.startsWith('musl')) ? 'musl' : parts.includes('gnu') ? 'glibc' : null;
  return {
    version,
    cpu: [processor],
    ...(dev ? { dev } : {}),
    ...(devOptional ? { devOptional } : {}),
    ...(libc ? { libc: [libc] } : {}),
    optional: true,
    os: [system === 'windows' ? 'win32' : system],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(LOCK, 'utf8'));
  const missing = missingOptional(lock);
  for (const wanted of missing) lock.packages[`node_modules/${wanted.name}`] = platformEntry(wanted);
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
  process.stderr.write(`${missing.length} packages of other platforms added\n`);
}
