import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { isRunning, processIdentity } from '../../infra/supervisor/identity.mjs';
import { writePrivateJson } from '../../infra/supervisor/private-files.mjs';
import { recordProcess, stopLeftovers } from '../../infra/supervisor/records.mjs';
import { Supervisor } from '../../infra/supervisor/supervisor.mjs';

let folder: string;
let supervisor: Supervisor;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'supervisor-'));
  supervisor = new Supervisor({ runFolder: folder });
});

afterEach(async () => {
  await supervisor.stopAll();
  await rm(folder, { recursive: true, force: true });
});

/** A program that says `up`, and on SIGTERM its name before it ends. */
function polite(name: string): string[] {
  const onStop = `process.on('SIGTERM', () => { console.log('${name} ends'); process.exit(0); })`;
  return ['-e', `${onStop}; setInterval(() => {}, 1000); console.log('${name} is up')`];
}

async function read(file: string): Promise<string> {
  return await readFile(join(folder, file), 'utf8').catch(() => '');
}

describe('a supervisor', () => {
  it('stops the apps before the servers, whichever was started first', async () => {
    const output = join(folder, 'log');
    for (const [name, order] of [
      ['app', 9],
      ['kafka', 3],
      ['postgres', 1],
      ['redis', 2],
    ] as const) {
      supervisor.start({ name, order, command: process.execPath, args: polite(name), output });
    }
    await eventually('all four to be up', async () => (await read('log')).match(/is up/g)?.length === 4);
    await supervisor.stopAll();
    expect((await read('log')).match(/\w+ ends/g)).toEqual(['app ends', 'kafka ends', 'redis ends', 'postgres ends']);
  });

  it('kills a child that does not end when asked', async () => {
    const output = join(folder, 'log');
    const stubborn = ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')"];
    const child = supervisor.start({
      name: 'stubborn',
      command: process.execPath,
      args: stubborn,
      output,
      stopWithinMs: 200,
    });
    await eventually('it to be up', async () => (await read('log')).includes('up'));
    await supervisor.stop(child);
    expect(await child.ended).toMatchObject({ signal: 'SIGKILL' });
  });

  it('starts nothing any more once it is stopping', async () => {
    await supervisor.stopAll();
    expect(() => supervisor.start({ name: 'late', command: process.execPath })).toThrow('everything is being stopped');
  });

  it('says which program could not be started, and why', async () => {
    await expect(supervisor.run({ name: 'ghost', command: '/no/such/program' })).rejects.toThrow(
      /ghost ended with .*ENOENT/,
    );
    await expect(
      supervisor.run({ name: 'bad', command: process.execPath, args: ['-e', 'process.exit(7)'] }),
    ).rejects.toThrow('bad ended with exit code 7');
  });

  it('starts a server again that ended by itself, and gives up when it keeps ending', async () => {
    const told: boolean[] = [];
    const child = supervisor.start({
      name: 'weak',
      command: process.execPath,
      args: ['-e', 'process.exit(3)'],
      keepUp: ({ again }: { again: boolean }) => told.push(again),
    });
    expect(await child.ended).toMatchObject({ code: 3 });
    expect(told).toEqual([true, true, true, false]);
  });
});

describe('the records of processes', () => {
  it('find a process that an earlier run left behind', async () => {
    const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    recordProcess(folder, { name: 'left', pid: left.pid, stopSignal: 'SIGTERM', order: 1 });
    expect(await stopLeftovers(folder)).toEqual(['left']);
    expect(processIdentity(left.pid)).toBeNull();
  });

  it('leave a process alone that has the number, but not the start time, of the recorded one', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const identity = processIdentity(stranger.pid);
    const record = { name: 'old', pid: stranger.pid, identity: `${identity}0`, stopSignal: 'SIGKILL', order: 1 };
    writePrivateJson(join(folder, `old-${stranger.pid}.process.json`), record);
    expect(await stopLeftovers(folder)).toEqual([]);
    expect(isRunning({ pid: stranger.pid, identity })).toBe(true);
    const ended = once(stranger, 'exit');
    stranger.kill('SIGKILL');
    await ended;
  });
});
