import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { installation } from '../../infra/services/installation.mjs';
import { startServices } from '../../infra/services/services.mjs';
import { Supervisor } from '../../infra/supervisor/supervisor.mjs';

const GIVEN = {
  DATABASE_URL: 'postgres://a:b@db:5432/c',
  REDIS_URL: 'redis://cache:6379',
  KAFKA_BROKERS: 'broker:9092',
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'services-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A PATH on which a `docker` stands first that notes how it was called, and says yes to everything. */
async function withDocker(): Promise<{ path: string; calls: () => Promise<string[]> }> {
  const bin = join(folder, 'bin');
  const calls = join(folder, 'calls');
  await mkdir(bin);
  await writeFile(join(bin, 'docker'), `#!/bin/sh\necho "$COMPOSE_PROJECT_NAME $POSTGRES_PORT $*" >> ${calls}\n`);
  await chmod(join(bin, 'docker'), 0o755);
  const path = `${bin}:${process.env.PATH}`;
  return { path, calls: async () => (await readFile(calls, 'utf8')).trim().split('\n') };
}

describe('the servers', () => {
  it('are those of the environment where it names all three, and none is started', async () => {
    const supervisor = new Supervisor({ runFolder: join(folder, 'run') });
    const place = installation(join(folder, 'local'));
    const words: string[] = [];
    const say = (text: string) => words.push(text);
    expect(await startServices({ supervisor, place, say, failed: () => {}, environment: GIVEN })).toEqual(GIVEN);
    expect(words).toEqual([]);
  });

  it('come from Docker Compose where an engine answers, except those that the environment names', async () => {
    const { path, calls } = await withDocker();
    const supervisor = new Supervisor({ runFolder: join(folder, 'run') });
    const place = installation(join(folder, 'local'));
    const environment = { PATH: path, REDIS_URL: GIVEN.REDIS_URL };
    const addresses = await startServices({ supervisor, place, say: () => {}, failed: () => {}, environment });
    const ports = JSON.parse(await readFile(place.portsFile, 'utf8'));

    expect(addresses).toEqual({
      DATABASE_URL: `postgres://claimstream:${place.secrets.postgresPassword}@127.0.0.1:${ports.postgres}/claimstream`,
      REDIS_URL: GIVEN.REDIS_URL,
      KAFKA_BROKERS: `127.0.0.1:${ports.kafka}`,
    });
    const up = (await calls()).find((call) => call.includes(' up '));
    expect(up).toMatch(/^claimstream-[0-9a-f]{16} \d+ compose .*up --detach --wait postgres kafka$/);
    expect(up).toContain(` ${ports.postgres} `);

    await supervisor.stopAll();
    expect((await calls()).at(-1)).toMatch(/compose .* stop$/);
  });
});
