import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../root.mjs';

const program = (...path) => join(ROOT, 'node_modules', ...path);

/** The checks beside Jest; each counts as one test. */
export const CHECKS = [
  {
    name: 'types',
    command: process.execPath,
    args: [program('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json', '--noEmit'],
  },
  {
    name: 'lint',
    command: process.execPath,
    args: [program('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'],
  },
  {
    name: 'boundaries',
    command: process.execPath,
    args: [
      program('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.mjs', 'apps', 'libs', 'infra', 'test'],
    ],
  },
  {
    name: 'compose file',
    command: 'docker',
    args: ['compose', '--env-file', 'infra/docker/example.env', 'config', '--quiet'],
    unless: () =>
      spawnSync('docker', ['compose', 'version']).status !== 0 &&
      'there is no docker compose here; its structure is checked by a spec',
  },
];

/** Runs one check: `{ passed: 1 }`, `{ failed: 1 }`, or `{ skipped: 1 }` where the machine cannot run it. A failure hides no later check. */
export async function runCheck(check, { supervisor, say }) {
  const reason = check.unless?.();
  if (reason) {
    say(`${check.name}: skipped, ${reason}`);
    return { skipped: 1 };
  }
  try {
    await supervisor.run({ ...check, name: check.name.replace(' ', '-'), cwd: ROOT });
    say(`${check.name}: passed`);
    return { passed: 1 };
  } catch (error) {
    if (supervisor.stopping) throw error;
    say(`${check.name}: failed (${error.message})`);
    return { failed: 1 };
  }
}
