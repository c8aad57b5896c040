import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A Python program in a virtual environment of its own under `.local/`, made once and kept. */
export interface PythonTool {
  /** Runs it and gives all that it printed. */
  run(args: readonly string[], cwd: string): string;
}

const RUN_TIMEOUT_MS = 120_000;
const INSTALL_TIMEOUT_MS = 240_000;

/** Installs packages and gives the program of that name, or why it cannot be had: no Python, or no package registry. */
export function pythonTool(name: string, program: string, packages: readonly string[]): PythonTool | string {
  const home = resolve('.local', 'python', name);
  if (!existsSync(home)) {
    const failure = install(home, packages);
    if (failure !== null) return failure;
  }
  const path = join(home, 'bin', program);
  if (!existsSync(path)) return `${name} has no program ${program}`;
  return {
    run: (args, cwd) => {
      // The scripts of a moved environment name their old interpreter, so it is named here.
      const result = spawnSync(join(home, 'bin', 'python'), [path, ...args], {
        cwd,
        encoding: 'utf8',
        timeout: RUN_TIMEOUT_MS,
        maxBuffer: 64 * 1024 * 1024,
      });
      return `${result.stdout}\n${result.stderr}`;
    },
  };
}

/** Installs beside and moves into place at the end, so that a broken installation is never taken for a whole one. */
function install(home: string, packages: readonly string[]): string | null {
  mkdirSync(resolve('.local', 'python'), { recursive: true, mode: 0o700 });
  const beside = mkdtempSync(`${home}-`);
  const options = { stdio: 'pipe' as const, timeout: INSTALL_TIMEOUT_MS };
  try {
    execFileSync('python3', ['-m', 'venv', beside], options);
    execFileSync(join(beside, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...packages], options);
    renameSync(beside, home);
    return null;
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    const missing = (error as { code?: string }).code === 'ENOENT';
    return missing ? 'Python is absent' : `${packages.join(' ')} cannot be installed here`;
  }
}
