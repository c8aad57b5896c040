import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '../supervisor/private-files.mjs';
import { whenReady } from './ready.mjs';
import { findRedis } from './redis-binary.mjs';

/** Starts a Redis of our own on the loopback interface: every write on disk within a second, and no job ever evicted. Returns its child and address. */
export async function startRedis({ supervisor, place, port, keepUp, say }) {
  const log = join(place.logs, 'redis.log');
  const { command, env, major } = await findRedis({ supervisor, say, log });
  const folder = privateFolder(join(place.data, 'redis'));
  const configuration = join(folder, 'redis.conf');
  // The password stands in a file and not among the arguments, which everybody on the machine can read.
  writeFileSync(configuration, settings({ folder, port, password: place.secrets.redisPassword }), { mode: 0o600 });
  const child = supervisor.start({
    name: 'redis',
    order: 2,
    command,
    args: [configuration],
    cwd: folder,
    env,
    output: log,
    keepUp,
  });
  const url = `redis://:${place.secrets.redisPassword}@127.0.0.1:${port}`;
  await whenReady(child, () => ping(url));
  return { child, address: url, words: `Redis ${major}` };
}

function settings({ folder, port, password }) {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    'protected-mode yes',
    `requirepass ${password}`,
    'daemonize no',
    `dir "${folder}"`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

async function ping(url) {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 2_000 });
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}
