import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Sealing } from '#libs/commands/sealing.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { ledgerStream } from '#libs/contracts/streams.js';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { Vault } from '#libs/vault/vault.js';
import { claimstream } from './claimstream.js';

// Each command is a process of its own.
jest.setTimeout(60_000);

/** Might be a name or a chart number: it must be seen nowhere. */
const PATIENT = 'ZIMMERMANN-77';
const folder = mkdtempSync(join(tmpdir(), 'claimstream-cli-'));
const masterKey = randomBytes(32).toString('base64');
let database: TestDatabase;
let environment: Record<string, string>;

beforeAll(async () => {
  database = await freshDatabase({ mode: 'production' });
  environment = { DATABASE_URL: database.url, CLAIMSTREAM_MASTER_KEY: masterKey };
  const file = join(folder, 'practice.json');
  writeFileSync(file, JSON.stringify({ ...samplePractice, practiceId: 'north' }));
  expect(await claimstream(['practice', 'configure', file], environment)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function opening(changes: Record<string, string> = {}) {
  const given = { practice: 'north', patient: PATIENT, year: '2026', pool: 'OT', cents: '250000', ...changes };
  const options = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
  return claimstream(['ledger', 'opening', ...options], environment);
}

/** The ledger that an EHR's messages about the patient go to. */
async function eventsOf(year: number) {
  const vault = new Vault(database.pool, masterKey);
  const streams = new StreamRepository(new EventStore(database.pool), new Sealing(vault));
  const events = await streams.events(ledgerStream('north', await vault.patientId('north', PATIENT), year));
  return events.map(({ type, data }) => ({ type, data }));
}

describe('ledger opening', () => {
  it("sets the balance in the ledger that the EHR's patient has, and says that the threshold is passed", async () => {
    const { code, values, out, err } = await opening();
    expect([code, values]).toEqual([0, [{ year: 2026, pool: 'OT', usedCents: 250_000, status: 'done' }]]);
    expect(await eventsOf(2026)).toMatchObject([
      { type: 'TherapyOpeningBalanceSet', data: { pool: 'OT', usedCents: 250_000 } },
      { type: 'KxThresholdReached', data: { pool: 'OT', accruedCents: 250_000, thresholdCents: 248_000 } },
    ]);
    expect(out + err).not.toContain(PATIENT);
    const { rows } = await database.pool.query(
      'select data::text, outcome::text from store.events, store.handled_commands',
    );
    expect(JSON.stringify(rows)).not.toContain(PATIENT);
  });

  it('changes nothing where it is set again, and replaces what was set before', async () => {
    const more = { year: '2025', pool: 'PT_SLP' };
    expect(await opening({ ...more, cents: '1000' })).toMatchObject({ values: [{ status: 'done' }] });
    expect(await opening({ ...more, cents: '1000' })).toMatchObject({ code: 0, values: [{ status: 'nothing-to-do' }] });
    expect(await opening({ ...more, cents: '900' })).toMatchObject({ values: [{ status: 'done' }] });
    const pool = 'PT_SLP';
    expect(await eventsOf(2025)).toMatchObject([
      { data: { pool, usedCents: 1000 } },
      { data: { pool, usedCents: 900 } },
    ]);
  });

  it('is refused for a practice that nobody configured', async () => {
    const { code, values } = await opening({ practice: 'south' });
    expect([code, values]).toMatchObject([2, [{ status: 'refused', refusal: { code: 'practice.unknown' } }]]);
  });

  it('takes no half of an amount, no other pool, no year in words and no blank patient, and repeats no patient', async () => {
    const wrong: Record<string, string>[] = [
      { cents: '12.50' },
      { cents: '-1' },
      { pool: 'SLP' },
      { year: 'this' },
      { year: '26' },
    ];
    for (const changes of wrong) {
      const { code, out, err } = await opening(changes);
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain(`--${Object.keys(changes)[0]}`);
      expect(err).not.toContain(PATIENT);
    }
    expect(await opening({ patient: '' })).toMatchObject({ code: 1, err: '--patient must not be empty\n' });
    const torn = await opening({ patient: `${PATIENT}\n` });
    expect([torn.code, torn.err]).toEqual([1, '--patient must not contain control characters\n']);
  });
});
