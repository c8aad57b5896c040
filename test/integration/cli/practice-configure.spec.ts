import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { eventually } from '#libs/testing/eventually.js';
import { Claimstream, claimstream } from './claimstream.js';

const folder = mkdtempSync(join(tmpdir(), 'claimstream-cli-'));
let database: TestDatabase;
let environment: Record<string, string>;

beforeAll(async () => {
  database = await freshDatabase({ mode: 'production' });
  environment = { DATABASE_URL: database.url, CLAIMSTREAM_MASTER_KEY: randomBytes(32).toString('base64') };
});

afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function configure(changes: object, surroundings = environment) {
  const file = join(folder, 'practice.json');
  writeFileSync(file, JSON.stringify({ ...samplePractice, practiceId: 'north', ...changes }));
  return claimstream(['practice', 'configure', file], surroundings);
}

describe('practice configure', () => {
  it('records a profile, leaves the same one alone, and goes back to an earlier one', async () => {
    expect(await configure({})).toMatchObject({
      code: 0,
      values: [{ practiceId: 'north', payers: 4, status: 'done' }],
    });
    expect(await configure({})).toMatchObject({ code: 0, values: [{ status: 'nothing-to-do' }] });
    expect(await configure({ timeZone: 'America/Denver' })).toMatchObject({ values: [{ status: 'done' }] });
    expect(await configure({})).toMatchObject({ values: [{ status: 'done' }] });
  }, 20_000);

  it('names each field that is wrong and records nothing', async () => {
    const { code, out, err } = await configure({ practiceId: 'wrong', npi: undefined, timeZone: 'Mars/Olympus' });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/practice\.json: npi is missing/);
    expect(err).toMatch(/practice\.json: timeZone must be a time zone/);
    const slashed = await configure({ practiceId: 'a/b' });
    expect(slashed).toMatchObject({ code: 1, err: expect.stringContaining('practiceId must be') });
    const { rows } = await database.pool.query(`select from store.events where practice in ('wrong', 'a/b')`);
    expect(rows).toEqual([]);
  });

  it('refuses another master key than the store was made with', async () => {
    await configure({});
    const other = { ...environment, CLAIMSTREAM_MASTER_KEY: randomBytes(32).toString('base64') };
    expect(await configure({ name: 'Other' }, other)).toMatchObject({
      code: 1,
      err: expect.stringContaining('master key'),
    });
  });

  it('is seen by a tail that was there before, which ends with 0 on Ctrl-C', async () => {
    const tail = new Claimstream(['events', 'tail'], environment);
    await configure({ practiceId: 'south' });
    const seen = await eventually('the practice in the tail', () =>
      tail.values.find(({ stream }) => stream === 'south/practice-south'),
    );
    expect(seen).toMatchObject({ type: 'PracticeConfigured', sealed: true });
    tail.interrupt();
    expect(await tail.exited).toBe(0);
    expect(tail.err).toBe('');
  });
});

describe('a command that needs servers', () => {
  it('says in a line where it looked for a Postgres that does not answer', async () => {
    const nobody = { DATABASE_URL: 'postgres://127.0.0.1:1/nobody' };
    for (const command of [['verify'], ['projections', 'status'], ['events', 'tail']]) {
      const { code, out, err } = await claimstream(command, nobody);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^Postgres cannot be used \(.*ECONNREFUSED.*\); DATABASE_URL says where it is\n$/);
    }
  });

  it('names the variable that is wrong, and says so of a database without a store', async () => {
    const wrong = await claimstream(['verify'], { DATABASE_URL: 'nowhere' });
    expect(wrong).toMatchObject({ code: 1, err: expect.stringMatching(/^DATABASE_URL must be an address/) });
    const url = new URL(database.url);
    url.pathname = '/template1';
    const empty = await claimstream(['verify'], { DATABASE_URL: url.href });
    expect(empty).toMatchObject({ code: 1, err: expect.stringContaining('holds no store yet') });
  });
});
