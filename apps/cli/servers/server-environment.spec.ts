import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { InputError } from '../input/input-error.js';
import { serverConfiguration } from './server-environment.js';

const folder = mkdtempSync(join(tmpdir(), 'claimstream-environment-'));
const file = join(folder, 'environment.json');
const nothing = join(folder, 'nothing.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HERE = 'postgres://here/store';
const THERE = 'postgres://there/store';

describe('where a command finds its servers', () => {
  it('is the environment, and what is not set there a running npm start', () => {
    writeFileSync(file, JSON.stringify({ DATABASE_URL: THERE, KAFKA_BROKERS: 'there:9092', EXCHANGE_DIR: '/there' }));
    const used = ['DATABASE_URL', 'KAFKA_BROKERS', 'EXCHANGE_DIR'] as const;
    expect(serverConfiguration(used, {}, file)).toMatchObject({
      ...{ databaseUrl: THERE, kafkaBrokers: ['there:9092'], exchangeDir: '/there' },
    });
    expect(serverConfiguration(used, { DATABASE_URL: HERE }, file)).toMatchObject({
      ...{ databaseUrl: HERE, kafkaBrokers: ['there:9092'] },
    });
  });

  it('is named where it is missing, one name for each', () => {
    const ask = () => serverConfiguration(['DATABASE_URL', 'CLAIMSTREAM_MASTER_KEY'], { DATABASE_URL: HERE }, nothing);
    expect(ask).toThrow(InputError);
    expect(ask).toThrow(/^CLAIMSTREAM_MASTER_KEY must be set, or npm start be running in this checkout$/);
    writeFileSync(file, 'cut off {');
    expect(() => serverConfiguration(['DATABASE_URL'], {}, file)).toThrow(/^DATABASE_URL must be set/);
  });

  it('looks at nothing that the command does not use, and names what is wrong', () => {
    const environment = { DATABASE_URL: HERE, KAFKA_BROKERS: '??', PORT: 'x', CLAIMSTREAM_MODE: 'production' };
    expect(serverConfiguration(['DATABASE_URL'], environment, nothing)).toMatchObject({ databaseUrl: HERE });
    expect(() => serverConfiguration(['DATABASE_URL', 'KAFKA_BROKERS'], environment, nothing)).toThrow(
      /^KAFKA_BROKERS must be host:port/,
    );
  });
});
