import { describe, expect, it } from '@jest/globals';
import { ConfigurationError } from './configuration-error.js';
import { readEnvironment, requireMasterKey } from './environment.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
const demo = {
  DATABASE_URL: 'postgres://somebody:hunter2@127.0.0.1:5432/claims',
  REDIS_URL: 'redis://127.0.0.1:6379',
  KAFKA_BROKERS: '127.0.0.1:9092, [::1]:9093',
  CLAIMSTREAM_MODE: 'demo',
};
const production = {
  ...demo,
  CLAIMSTREAM_MODE: 'production',
  CLAIMSTREAM_MASTER_KEY: KEY,
  OIDC_ISSUER: 'https://identity.example',
  TLS_CERT_FILE: '/etc/tls/cert.pem',
  TLS_KEY_FILE: '/etc/tls/key.pem',
  HOST: '0.0.0.0',
};

function problemsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readEnvironment(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('the environment', () => {
  it('is read with defaults that are safe for a demo store', () => {
    expect(readEnvironment(demo)).toMatchObject({
      kafkaBrokers: ['127.0.0.1:9092', '[::1]:9093'],
      mode: 'demo',
      masterKey: null,
      namespace: '',
      host: '127.0.0.1',
      port: null,
      tls: null,
      logLevel: 'info',
    });
  });

  it('binds EHR sources to their practices', () => {
    const { ehrSources } = readEnvironment({ ...demo, EHR_SOURCES: 'main=a,b;other=c;' });
    expect([...ehrSources]).toEqual([
      ['main', ['a', 'b']],
      ['other', ['c']],
    ]);
  });

  it.each([
    ['DATABASE_URL', 'mysql://secret@host/db'],
    ['DATABASE_URL', undefined],
    ['REDIS_URL', 'localhost:6379'],
    ['KAFKA_BROKERS', 'kafka'],
    ['CLAIMSTREAM_MODE', 'staging'],
    ['CLAIMSTREAM_MASTER_KEY', 'c2hvcnQ='],
    ['CLAIMSTREAM_NAMESPACE', 'Upper Case'],
    ['PORT', '70000'],
    ['HOST', '0.0.0.0'],
    ['EHR_SOURCES', 'main=;'],
    ['EHR_SOURCES', 'main=a;main=b'],
    ['LOG_LEVEL', 'loud'],
  ])('with a wrong %s is refused by one message that names the variable and not its value (%s)', (name, value) => {
    const problems = problemsOf({ ...demo, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must `));
    if (value) expect(problems[0]).not.toContain(value);
  });

  it('names everything that is wrong at once', () => {
    expect(problemsOf({}).map((problem) => problem.split(' ')[0])).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'KAFKA_BROKERS',
      'CLAIMSTREAM_MODE',
    ]);
  });

  it('lets a production store start with issuer, TLS and master key', () => {
    expect(readEnvironment(production)).toMatchObject({ mode: 'production', host: '0.0.0.0' });
  });

  it.each(['OIDC_ISSUER', 'TLS_CERT_FILE', 'TLS_KEY_FILE', 'CLAIMSTREAM_MASTER_KEY'])(
    'does not let a production store start without %s, and names it',
    (name) => {
      expect(problemsOf({ ...production, [name]: undefined })[0]).toMatch(new RegExp(`^${name} `));
    },
  );

  it('lets a demo store listen beyond loopback only inside a container', () => {
    const inside = { ...demo, HOST: '0.0.0.0', CLAIMSTREAM_CONTAINER: 'true' };
    expect(readEnvironment(inside).host).toBe('0.0.0.0');
  });

  it('gives the master key to those who need it, or says what is missing', () => {
    expect(requireMasterKey(readEnvironment({ ...demo, CLAIMSTREAM_MASTER_KEY: KEY }))).toHaveLength(32);
    expect(() => requireMasterKey(readEnvironment(demo))).toThrow(/^CLAIMSTREAM_MASTER_KEY must be 32 random bytes/);
  });
});
