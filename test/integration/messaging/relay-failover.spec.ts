import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EVENTS_TOPIC, EVENTS_TOPIC_DEFINITION } from '#libs/contracts/topics.js';
import { BatchConsumer } from '#libs/messaging/batch-consumer.js';
import { headOf } from '#libs/messaging/cloud-event.js';
import { ensureTopics } from '#libs/messaging/topics.js';
import { eventually } from '#libs/testing/eventually.js';
import { type House, openHouse } from '../projections/house.js';

jest.setTimeout(90_000);

const ROOT = join(import.meta.dirname, '../../..');

interface RelayProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  lines(): readonly Record<string, unknown>[];
  says(message: string): boolean;
}

describe('two relays in processes of their own', () => {
  let house: House;
  let listener: BatchConsumer;
  const published = new Set<number>();
  const started: RelayProcess[] = [];

  beforeAll(async () => {
    execFileSync(process.execPath, [join(ROOT, 'infra/build/build.mjs')], { stdio: 'ignore' });
    house = await openHouse();
    listener = new BatchConsumer(house.kafka, {
      group: 'listener',
      topics: [EVENTS_TOPIC],
      prepare: () => ensureTopics(house.kafka, [EVENTS_TOPIC_DEFINITION]),
      handle: async (messages) => {
        for (const message of messages) published.add(headOf(message).position);
      },
    });
    listener.start();
  });
  afterAll(async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await listener.stop();
    await house.close();
  });

  function startRelay(): RelayProcess {
    const child = spawn(process.execPath, [join(ROOT, 'dist/apps/relay/main.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DATABASE_URL: house.database.url,
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
    const lines = () =>
      text
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line));
    const relay = {
      child,
      exited: new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code))),
      lines,
      says: (message: string) => lines().some(({ msg }) => msg === message),
    };
    started.push(relay);
    return relay;
  }

  it('lose nothing when the leader is killed, and the standby leads within 5 s; the last one drains when it is asked to stop', async () => {
    const leader = startRelay();
    await eventually('the first to lead', () => leader.says('leading'));
    const standby = startRelay();
    await eventually('the second to be ready', () => standby.says('ready'));
    let positions = 0;
    let last = 0;
    const write = async (count: number) => {
      for (let n = 0; n < count; n += 1) {
        last = (await house.append(`K${n % 7}`, { amount: n })).position;
        positions += 1;
      }
    };
    await write(100);
    expect(standby.says('leading')).toBe(false);
    const writing = write(300);
    leader.child.kill('SIGKILL');
    const killed = performance.now();
    await eventually('the standby to lead', () => standby.says('leading'), { timeoutMs: 5000 });
    const took = Math.round(performance.now() - killed);
    await writing;
    await eventually('everything to be published', () => published.size >= positions);
    expect(Math.max(...published)).toBe(last);
    expect(published.size).toBe(400);
    standby.child.kill('SIGTERM');
    expect(await standby.exited).toBe(0);
    expect(standby.says('drained')).toBe(true);
    process.stderr.write(`relay failover after kill -9: ${took} ms\n`);
  });
});
