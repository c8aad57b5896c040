import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { processIdentity } from '../../infra/supervisor/identity.mjs';

interface Trial {
  readonly process: ChildProcess;
  readonly words: () => string;
  /** The numbers of its children, once it has started them. */
  readonly children: Promise<{ server: number; app: number }>;
  readonly ended: Promise<number | null>;
}

let folder: string;
let trials: Trial[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'session-'));
  trials = [];
});

afterEach(async () => {
  for (const trial of trials) trial.process.kill('SIGTERM');
  await Promise.all(trials.map((trial) => trial.ended));
  // What a killed trial left behind is the next one's to stop.
  await run('session.mjs', 'once').ended;
  await rm(folder, { recursive: true, force: true });
});

function run(program: string, ...args: string[]): Trial {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'programs', program), folder, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', npm_lifecycle_event: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', (chunk) => {
    words += chunk;
  });
  const lines = createInterface({ input: child.stdout });
  const trial = {
    process: child,
    words: () => words,
    children: once(lines, 'line').then(([line]) => JSON.parse(line)),
    // Not 'close': what a killed session leaves behind still holds its output.
    ended: once(child, 'exit').then(([code]) => code as number | null),
  };
  trials.push(trial);
  return trial;
}

const runs = (pid: number) => processIdentity(pid) !== null;

describe('a session', () => {
  it('leaves no process and no record behind when it ends by itself', async () => {
    const trial = run('session.mjs', 'once');
    const { server, app } = await trial.children;
    expect(await trial.ended).toBe(0);
    expect([runs(server), runs(app)]).toEqual([false, false]);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stops everything on %s', async (signal) => {
    const trial = run('session.mjs');
    const { server, app } = await trial.children;
    trial.process.kill(signal);
    await trial.ended;
    expect([runs(server), runs(app)]).toEqual([false, false]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a second one of its kind with clear words, and is not disturbed by it', async () => {
    const first = run('session.mjs');
    const { server } = await first.children;
    const second = run('session.mjs');
    second.children.catch(() => {});
    expect(await second.ended).toBe(1);
    expect(second.words()).toContain(`the trial is already running in this checkout (process ${first.process.pid})`);
    expect(runs(server)).toBe(true);
  });

  it('stops what a killed one left behind, by number and start time', async () => {
    const killed = run('session.mjs');
    const { server, app } = await killed.children;
    killed.process.kill('SIGKILL');
    await killed.ended;
    expect([runs(server), runs(app)]).toEqual([true, true]);

    const next = run('session.mjs', 'once');
    expect(await next.ended).toBe(0);
    expect([runs(server), runs(app)]).toEqual([false, false]);
    expect(next.words()).toContain('stopped what a killed run had left behind: app, server');
  });

  it('ends when the npm that started it is killed, and the next one waits for that', async () => {
    const npm = run('launcher.mjs');
    const { server, app } = await npm.children;
    npm.process.kill('SIGKILL');
    const next = run('session.mjs', 'once');
    expect(await next.ended).toBe(0);
    await eventually('the children to end', () => !runs(server) && !runs(app));
  });
});
