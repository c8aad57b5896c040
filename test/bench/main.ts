import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Line, Say } from './bench.js';
import { table } from './table.js';

/** What `npm run bench` runs where it is given no name. */
const DEFAULT = 'backbone';

const say: Say = (text) => process.stderr.write(`${text}\n`);

/** Benches by name: the folders beside this file that hold a `bench.js`. */
function benchNames(): string[] {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true });
  return folders
    .filter((folder) => folder.isDirectory() && existsSync(join(import.meta.dirname, folder.name, 'bench.js')))
    .map(({ name }) => name)
    .sort();
}

/** Runs a bench to its end and prints its table, also of what it had measured when a check failed. */
async function runBench(name: string): Promise<void> {
  const { bench } = (await import(`./${name}/bench.js`)) as { bench: Bench };
  const lines: Line[] = [];
  try {
    for await (const line of bench.lines(say)) lines.push(line);
  } finally {
    process.stdout.write(`${table(bench.title, lines)}\n`);
  }
}

/** `npm run bench [NAME]`: exit 1 where the result of something that was timed is wrong, whatever the speed. */
export async function run(name: string | undefined): Promise<void> {
  const names = benchNames();
  const chosen = name ?? (names.includes(DEFAULT) ? DEFAULT : undefined);
  if (chosen === undefined) return void say(`npm run bench NAME, with one of: ${names.join(', ')}`);
  if (!names.includes(chosen)) {
    say(`there is no bench ${chosen}; there are: ${names.join(', ')}`);
    process.exitCode = 1;
    return;
  }
  try {
    await runBench(chosen);
  } catch (error) {
    say(`${chosen}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
