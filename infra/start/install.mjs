import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.mjs';

const MODULES = join(ROOT, 'node_modules');
const LOCK = join(ROOT, 'package-lock.json');
const STAMP = join(MODULES, '.installed-from');

/**
 * Installs exactly what the lock file says, unless that is what is installed. No package's own scripts run, but those of the packages named in
 * package.json under `claimstream.packagesWithScripts`, as far as they are installed.
 */
export async function install({ supervisor, say }) {
  const wanted = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  if (isInstalled(wanted)) return;
  say('installing packages');
  await npm(supervisor, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  const allowed = packagesWithScripts().filter((name) => existsSync(join(MODULES, name)));
  if (allowed.length > 0) await npm(supervisor, ['rebuild', '--ignore-scripts=false', '--loglevel=error', ...allowed]);
  writeFileSync(STAMP, wanted);
}

function isInstalled(wanted) {
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === wanted;
  // Installed by hand: npm writes its own list of what it installed last.
  const list = join(MODULES, '.package-lock.json');
  return existsSync(list) && statSync(list).mtimeMs >= statSync(LOCK).mtimeMs;
}

function packagesWithScripts() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).claimstream?.packagesWithScripts ?? [];
}

function npm(supervisor, args) {
  const script = process.env.npm_execpath;
  const byNode = script !== undefined && /\.[cm]?js$/.test(script);
  return supervisor.run({
    name: 'npm',
    command: byNode ? process.execPath : 'npm',
    args: byNode ? [script, ...args] : args,
    cwd: ROOT,
    // Results go to standard output, and this is none.
    output: 'stderr',
  });
}
