import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { choosePorts } from '../../infra/supervisor/ports.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ports-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function listening(port: number) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('the ports of an installation', () => {
  it('are the same at the next start, so that addresses stay', async () => {
    const file = join(folder, 'ports.json');
    const first = await choosePorts(file, ['postgres', 'redis']);
    expect(await choosePorts(file, ['postgres', 'redis'])).toEqual(first);
    expect(first.postgres).not.toBe(first.redis);
  });

  it('are chosen anew where somebody else has taken one meanwhile', async () => {
    const file = join(folder, 'ports.json');
    const first = await choosePorts(file, ['postgres', 'redis']);
    const other = await listening(first.postgres);
    const second = await choosePorts(file, ['postgres', 'redis']);
    other.close();
    expect(second.postgres).not.toBe(first.postgres);
    expect(second.redis).toBe(first.redis);
  });

  it('are the preferred ones where those are free', async () => {
    const [taken, free] = Object.values(await choosePorts(join(folder, 'a'), ['taken', 'free'])) as [number, number];
    const other = await listening(taken);
    expect(await choosePorts(join(folder, 'b'), ['http'], { preferred: { http: free } })).toEqual({ http: free });
    expect((await choosePorts(join(folder, 'c'), ['http'], { preferred: { http: taken } })).http).not.toBe(taken);
    other.close();
  });

  it('differ between the installations of two checkouts that are up at once', async () => {
    const one = await choosePorts(join(folder, 'one'), ['postgres']);
    const server = await listening(one.postgres);
    const two = await choosePorts(join(folder, 'two'), ['postgres']);
    server.close();
    expect(two.postgres).not.toBe(one.postgres);
  });
});
