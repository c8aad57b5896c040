import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const BIN = join(import.meta.dirname, '../../../apps/cli/bin/claimstream.mjs');

/** The command line at work, as a person runs it. */
export class Claimstream {
  out = '';
  err = '';
  readonly exited: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(args: readonly string[], environment: Readonly<Record<string, string>>) {
    const servers = { REDIS_URL: process.env.REDIS_URL, KAFKA_BROKERS: process.env.KAFKA_BROKERS };
    const env = { PATH: process.env.PATH ?? '', ...servers, ...environment };
    this.child = spawn(process.execPath, [BIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.out += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.err += text;
    });
    this.exited = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
  }

  interrupt(): void {
    this.child.kill('SIGINT');
  }

  /** Ends the process at once, whatever it is doing. The command runs in this very process, not in a child of it. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** The results so far, one of each line. */
  get values(): readonly Record<string, unknown>[] {
    const whole = this.out.slice(0, this.out.lastIndexOf('\n') + 1);
    return whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly values: readonly Record<string, unknown>[];
}

/** Runs a command to its end. Standard output must be JSON, one value a line. */
export async function claimstream(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const run = new Claimstream(args, environment);
  const code = await run.exited;
  return { code, out: run.out, err: run.err, values: run.values };
}
