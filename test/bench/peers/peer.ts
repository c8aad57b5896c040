import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../root.js';

const HOME = join(ROOT, 'test/bench/peers');

/** Installs the peers of `package.json` beside this file, once. Throws where the registry cannot be reached. */
function install(): void {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  execFileSync('npm', ['install', ...flags], { cwd: HOME, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The module of a peer, installed when it is first asked for; undefined where it cannot be: its line then goes without a ratio. */
export async function peer<Module>(name: string): Promise<Module | undefined> {
  try {
    if (!existsSync(join(HOME, 'node_modules', name))) install();
    const path = createRequire(join(HOME, 'package.json')).resolve(name);
    return (await import(pathToFileURL(path).href)) as Module;
  } catch {
    return undefined;
  }
}
