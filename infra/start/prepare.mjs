import { join } from 'node:path';
import { LOCAL } from '../services/installation.mjs';
import { alone } from '../supervisor/lock.mjs';
import { install } from './install.mjs';

/** Installs and builds: what has to be done once in a clean checkout, and again when its files have changed. */
export function prepare({ supervisor, say }) {
  return alone(join(LOCAL, 'run'), 'prepare', async () => {
    await install({ supervisor, say });
    const { build } = await import('../build/build.mjs');
    if (await build()) say('built');
  });
}
