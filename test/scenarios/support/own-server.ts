import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './root.js';

const PROGRAM = join(ROOT, 'test/scenarios/support/own-server.mjs');

export type ServerKind = 'kafka' | 'postgres' | 'redis';

/** A throw-away Kafka, Postgres or Redis of a test's own, which it may kill and start again: same data, same address. */
export class OwnServer {
  private launcher: ChildProcess | null = null;
  private pid = 0;
  private at = '';

  private constructor(
    private readonly kind: ServerKind,
    /** All that it keeps lies below; Postgres's data, where root runs this, behind a link. */
    readonly folder: string,
  ) {}

  /** Started once, so that its data and address are there; it runs. `prepare` may furnish its folder before. */
  static async start(kind: ServerKind, prepare: (folder: string) => void = () => {}): Promise<OwnServer> {
    const server = new OwnServer(kind, await mkdtemp(join(tmpdir(), `claimstream-${kind}-`)));
    try {
      prepare(server.folder);
      await server.startAgain();
    } catch (error) {
      await server.remove();
      throw error;
    }
    return server;
  }

  /** What goes into `KAFKA_BROKERS`, `DATABASE_URL` or `REDIS_URL`. */
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

  get hasEnded(): boolean {
    return this.launcher === null || this.launcher.exitCode !== null;
  }

  /** Ends it at once, as a crash would: SIGKILL, or Postgres's immediate shutdown, SIGQUIT. Resolves when it has ended. */
  async crash(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
    const launcher = this.launcher;
    if (!launcher || this.hasEnded) return;
    const ended = once(launcher, 'exit');
    process.kill(this.pid, signal);
    await ended;
  }

  /** Stops it where it runs, as a system does that is shut down. */
  async stop(): Promise<void> {
    const launcher = this.launcher;
    if (!launcher || this.hasEnded) return;
    const ended = once(launcher, 'exit');
    launcher.stdin?.end();
    await ended;
  }

  /** Stops it where it runs, and removes all that it wrote. */
  async remove(): Promise<void> {
    await this.stop();
    execFileSync(process.execPath, [PROGRAM, this.kind, this.folder, 'remove']);
    await rm(this.folder, { recursive: true, force: true });
  }
}
