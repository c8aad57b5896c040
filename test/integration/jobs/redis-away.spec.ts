import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DueWorkEngine } from '#libs/jobs/due-work-engine.js';
import { createLogger } from '#libs/observability/logger.js';
import { DueWorkHouse, plan, redisUrl, untilHolds } from './fixture.js';

/** A door to the real Redis that can be shut and opened, so that Redis goes away for one client alone. */
class Door {
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  port = 0;

  async open(): Promise<void> {
    const target = new URL(redisUrl());
    const server = createServer((client) => {
      const redis = connect(Number(target.port || 6379), target.hostname);
      for (const socket of [client, redis]) {
        this.sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          client.destroy();
          redis.destroy();
          this.sockets.delete(socket);
        });
      }
      client.pipe(redis);
      redis.pipe(client);
    });
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Lets nothing through any more, without a word to either side. */
  hold(): void {
    for (const socket of this.sockets) {
      socket.unpipe();
      socket.pause();
    }
  }

  async shut(): Promise<void> {
    const closed = this.server && once(this.server, 'close');
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
    this.server = null;
  }
}

let house: DueWorkHouse;
let door: Door;
let engine: DueWorkEngine;
const logged: string[] = [];

beforeEach(async () => {
  house = await DueWorkHouse.open();
  door = new Door();
  await door.open();
  await door.shut();
  logged.length = 0;
  const through = new URL(redisUrl());
  through.hostname = '127.0.0.1';
  through.port = String(door.port);
  engine = new DueWorkEngine({
    redisUrl: through.href,
    namespace: house.namespace,
    plan,
    db: house.database.pool,
    clock: { current: async () => house.clock.now() },
    handlers: { 'claim-release': ({ intent }) => house.finish(intent), 'deadline-alarm': async () => {} },
    logger: createLogger({ app: 'test', level: 'warn', destination: { write: (line) => void logged.push(line) } }),
  });
});
afterEach(async () => {
  await engine.stop();
  await door.shut();
  await house.close();
});

describe('a Redis that is away', () => {
  it('is named in the log and waited for at the start, and again when it goes later; nothing due is lost', async () => {
    await house.add('claim-release', 'C1', '2026-03-02T11:59:00.000Z');
    await engine.start();
    expect(await engine.readiness()).toMatch(/^Redis is /);
    expect(logged.join('')).toContain('Redis does not answer');
    await door.open();
    await untilHolds(() => expect(house.done).toEqual(['C1']));
    expect(await engine.readiness()).toBeNull();
    await door.shut();
    await house.add('claim-release', 'C2', '2026-03-02T11:59:00.000Z');
    await untilHolds(async () => expect(await engine.readiness()).toMatch(/^Redis is /));
    await house.emptyRedis();
    await door.open();
    await untilHolds(() => expect(house.done).toEqual(['C1', 'C2']));
  }, 60_000);

  it('is called silent where its connection stands and nothing comes back', async () => {
    await door.open();
    await engine.start();
    await untilHolds(async () => expect(await engine.readiness()).toBeNull());
    door.hold();
    expect(await engine.readiness()).toBe('Redis is silent');
    await door.shut();
  });

  it('does not hold up a drain', async () => {
    await engine.start();
    const started = performance.now();
    await engine.stop();
    expect(performance.now() - started).toBeLessThan(8_000);
  }, 30_000);
});
