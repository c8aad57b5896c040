import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../root.js';

/** What a run of `era` took and gave. */
export interface EraRun {
  readonly seconds: number;
  /** The most memory that the process held at once. */
  readonly peakBytes: number;
  /** 0 where everything balances. */
  readonly code: number | null;
  readonly printedBytes: number;
  /** The end of what it printed, where it says whether the last transaction balances. */
  readonly tail: string;
}

const TAIL_BYTES = 200;

/** Runs the command `era` on a file, as a process of its own, and reads what it prints as fast as it comes. */
export async function runEra(file: string): Promise<EraRun> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'era-main.js'), 'era', file], { cwd: ROOT });
  let printedBytes = 0;
  let tail = Buffer.alloc(0);
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    printedBytes += chunk.length;
    tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const seconds = (performance.now() - started) / 1e3;
  const kilobytes = Number(/(\d+)$/.exec(told)?.[1] ?? Number.NaN);
  return { seconds, peakBytes: kilobytes * 1024, code, printedBytes, tail: tail.toString() };
}
