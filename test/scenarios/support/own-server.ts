import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = join(import.meta.dirname, 'own-server.mjs');

/** A throw-away Kafka or Postgres of a test's own, which it may kill and start again: same data, same address. */
export class OwnServer {
  private launcher: ChildProcess | null = null;
  private pid = 0;
  private at = '';

  private constructor(
    private readonly kind: 'kafka' | 'postgres',
    private readonly folder: string,
  ) {}

  /** Started once, so that its data and address are there; it runs. */
  static async start(kind: 'kafka' | 'postgres'): Promise<OwnServer> {
    const server = new OwnServer(kind, await mkdtemp(join(tmpdir(), `claimstream-${kind}-`)));
    try {
      await server.startAgain();
    } catch (error) {
      await server.remove();
      throw error;
    }
    return server;
  }

  /** What goes into `KAFKA_BROKERS` or `DATABASE_URL`. */
  get address(): string {
    return this.at;
  }

  /** Resolves when it answers. */
  async startAgain(): Promise<void> {
    const launcher = spawn(process.execPath, [PROGRAM, this.kind, this.folder], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.launcher = launcher;
    let words = '';
    launcher.stderr.setEncoding('utf8').on('data', (text: string) => {
      words += text;
    });
    const answer = await new Promise<string>((resolve, reject) => {
      createInterface(launcher.stdout).once('line', resolve);
      launcher.once('exit', (code) => reject(new Error(`${this.kind} ended with ${code}: ${words}`)));
    });
    const { pid, address } = JSON.parse(answer) as { pid: number; address: string };
    if (this.at !== '' && address !== this.at) throw new Error(`${this.kind} came up elsewhere`);
    this.pid = pid;
    this.at = address;
  }

  /** Ends it at once, as a crash would: SIGKILL, or Postgres's immediate shutdown, SIGQUIT. Resolves when it has ended. */
  async crash(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
    const launcher = this.launcher;
    if (!launcher || launcher.exitCode !== null) return;
    const ended = once(launcher, 'exit');
    process.kill(this.pid, signal);
    await ended;
  }

  /** Stops it where it runs, and removes all that it wrote. */
  async remove(): Promise<void> {
    const launcher = this.launcher;
    if (launcher && launcher.exitCode === null) {
      const ended = once(launcher, 'exit');
      launcher.stdin?.end();
      await ended;
    }
    execFileSync(process.execPath, [PROGRAM, this.kind, this.folder, 'remove']);
    await rm(this.folder, { recursive: true, force: true });
  }
}
