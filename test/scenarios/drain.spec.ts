import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { INTAKE_GROUP, SESSIONS_TOPIC } from '#libs/contracts/topics.js';
import { addDays } from '#libs/kernel/local-date.js';
import { groupLag } from '#libs/messaging/group-lag.js';
import { eventually } from '#libs/testing/eventually.js';
import { type HouseProcess, TestHouse } from './support/house-process.js';
import { eventCounts, sessionRows } from './support/house-watch.js';
import { goodSession, TestEhr } from './support/sessions.js';

jest.setTimeout(150_000);

const DRAINED_WITHIN_MS = 20_000;
/** Where files for others lie; beside them are notes of the payer's own. */
const EXCHANGED = new Set(['outbox', 'inbox', 'sent']);

let house: TestHouse;

beforeEach(async () => {
  house = await TestHouse.make();
});
afterEach(() => house.demolish());

const count = async (type: string) => (await eventCounts(house.database.pool))[type] ?? 0;

/** Asks a house to end, as Ctrl-C and every orchestrator do, and gives how long it took. */
async function drained(running: HouseProcess): Promise<number> {
  const asked = performance.now();
  running.kill('SIGTERM');
  const code = await running.exited;
  if (code !== 0) throw new Error(`ended with ${code}: ${running.everything.slice(-3000)}`);
  expect(running.says('drained')).toBe(true);
  return performance.now() - asked;
}

/** Every file of the exchange folders, with what stands in it. */
async function files(): Promise<readonly { path: string; text: string }[]> {
  const entries = await readdir(house.exchangeDir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(path, 'utf8') })));
}

/** The days that a house said it lived through. */
const days = (running: HouseProcess) =>
  [...running.everything.matchAll(/lived through (\S+)/g)].map(([, day]) => `${day}`);

describe('a house that is asked to end', () => {
  it('in the middle of the sample ends within 20 s with 0, leaves whole files, and goes on at its next start', async () => {
    const running = house.start();
    await eventually('claims to be sent', async () => (await count('ClaimSubmitted')) > 5, { timeoutMs: 60_000 });
    expect(await drained(running)).toBeLessThan(DRAINED_WITHIN_MS);

    const left = await files();
    expect(left.length).toBeGreaterThan(0);
    for (const { path, text } of left) {
      expect(basename(dirname(path))).not.toBe('.staging');
      expect(basename(path)).not.toMatch(/\.tmp$/);
      if (EXCHANGED.has(basename(dirname(path)))) expect(text).toMatch(/^ISA[^~]*~[\s\S]*~\s*IEA\*\d+\*\d{9}~\s*$/);
    }

    const next = house.start();
    await eventually('another day', () => days(next).length > 0, { timeoutMs: 60_000 });
    const last = days(running).at(-1);
    if (last) expect(days(next)[0]).toBe(addDays(last, 1));
    expect(next.hasExited).toBe(false);
  });

  it('in the middle of a batch has committed exactly what it took, and the rest is taken by the next', async () => {
    const sent = Array.from({ length: 80 }, (_, n) => goodSession(`d${n}`));
    const running = house.start(['--empty']);
    await eventually('intake to join', () =>
      running.log().some(({ group, msg }) => group === 'intake' && msg === 'joined the group'),
    );
    const ehr = new TestEhr(house.kafka());
    // One key, so one partition and one batch.
    await ehr.publish(...sent.map((session) => ({ key: 'one', value: JSON.stringify(session) })));
    await ehr.close();
    await eventually('some to be taken', async () => (await count('SessionRecorded')) > 10, { everyMs: 5 });
    expect(await drained(running)).toBeLessThan(DRAINED_WITHIN_MS);

    const taken = await count('SessionRecorded');
    expect(taken).toBeLessThan(sent.length);
    expect(await groupLag(house.kafka(), INTAKE_GROUP, [SESSIONS_TOPIC])).toBe(sent.length - taken);

    house.start(['--empty']);
    await eventually(
      'all to be taken and shown',
      async () => (await sessionRows(house.database.pool)).length === sent.length,
      {
        timeoutMs: 40_000,
      },
    );
    expect(await count('SessionRecorded')).toBe(sent.length);
  });
});
