import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** What a command took, as the system says: memory at its highest, time of processors. */
export interface Resources {
  readonly peakMegabytes: number;
  readonly processorSeconds: number;
}

const REPORT = join(import.meta.dirname, 'report-resources.js');
const COMMAND = join(import.meta.dirname, '../../apps/cli/claimstream.js');

/**
 * Runs `claimstream` as built and hands on what it prints line by line. Throws where it ends with another exit code than the one that is
 * expected (2: something is held).
 */
export async function runClaimstream(
  args: readonly string[],
  { exit, onLine }: { readonly exit: 0 | 2; readonly onLine: (line: string) => void },
): Promise<Resources> {
  const child = spawn(process.execPath, ['--import', REPORT, COMMAND, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const ended = once(child, 'close');
  const report = text(child.stdio[3] as Readable);
  for await (const line of createInterface({ input: child.stdout as Readable })) onLine(line);
  const [code] = await ended;
  assert.equal(code, exit, `claimstream ${args[0]} ended with ${code}`);
  return JSON.parse(await report) as Resources;
}
