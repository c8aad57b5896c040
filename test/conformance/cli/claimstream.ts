import { execFile } from 'node:child_process';
import { join } from 'node:path';

const BIN = join(import.meta.dirname, '../../../apps/cli/bin/claimstream.mjs');

/** What a run of the command line gave. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a shell would, with nothing of this process's environment but its path. */
export function claimstream(args: readonly string[], input = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [BIN, ...args],
      { env: { PATH: process.env.PATH ?? '' } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
    // A command that refuses its input closes the pipe before it has all; what counts is what it said.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** The JSON values of an output, one a line. */
export function values(out: string): Record<string, unknown>[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
