import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.mjs';
import { readJson } from '../supervisor/private-files.mjs';
import { countJest } from './count.mjs';

// Longer than the whole suite takes on a slow machine: a test that hangs must fail the run and not hold it.
const LONGEST_MS = 40 * 60_000;

/** Runs every Jest project against the given servers and counts its tests. */
export async function runJest({ supervisor, place, addresses, say }) {
  const result = join(place.root, 'jest.json');
  rmSync(result, { force: true });
  const child = supervisor.start({
    name: 'jest',
    command: process.execPath,
    args: [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--json', `--outputFile=${result}`],
    cwd: ROOT,
    env: { ...process.env, ...addresses, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' },
  });
  const timer = setTimeout(() => {
    say('the tests take too long; ending them');
    supervisor.stop(child);
  }, LONGEST_MS);
  await child.ended;
  clearTimeout(timer);
  if (supervisor.stopping) throw new Error('the tests were stopped');
  return countJest(readJson(result));
}
