import { type ChildProcess, spawn } from 'node:child_process';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { House } from '../projections/house.js';

const MAIN = join(import.meta.dirname, '../../../dist/apps/relay/main.js');

/** A relay in a process of its own, on a house's servers. */
export interface RelayProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  /** True once its log has a line with this message. */
  says(message: string): boolean;
}

export function startRelay(house: House, databaseUrl = house.database.url): RelayProcess {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      DATABASE_URL: databaseUrl,
      REDIS_URL: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379',
      KAFKA_BROKERS: house.brokers.join(','),
      CLAIMSTREAM_MODE: 'demo',
      CLAIMSTREAM_NAMESPACE: house.namespace,
      PORT: '0',
    },
  });
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const lines = () => text.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  return {
    child,
    exited: new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code))),
    says: (message) => lines().some((line) => JSON.parse(line).msg === message),
  };
}

/** A line to the database that can be cut as a pulled cable cuts it: nothing comes through any more, and neither end is told. */
export interface Line {
  readonly url: string;
  cut(): void;
  close(): Promise<void>;
}

export async function lineTo(databaseUrl: string): Promise<Line> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    const far = connect(Number(port || 5432), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('data', (chunk) => {
        if (!isCut) to.write(chunk);
      });
      from.on('end', () => {
        if (!isCut) to.end();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut() {
      isCut = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
