import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { type HouseProcess, TestHouse } from './support/house-process.js';

const SAMPLES = join(import.meta.dirname, '../../../shared/x12/835');
const present = existsSync(SAMPLES);
if (!present)
  process.stderr.write('skipped: the X12 sample collection ../shared/x12/835 is not beside this checkout\n');
const files = present ? readdirSync(SAMPLES).sort() : [];

const PRACTICE = 'harbor-ot';
const WAIT = { timeoutMs: 60_000 };

interface RemittanceRow {
  readonly status: string;
  readonly payment_cents: number;
  readonly unmatched: readonly { readonly paidCents: number }[];
  readonly matched: readonly { readonly paidCents: number }[];
  readonly provider_adjustments: readonly { readonly amountCents: number }[];
  readonly problems: readonly { readonly segment: string; readonly message: string }[];
}

(present ? describe : describe.skip)('835 files that a payer drops into the inbox', () => {
  let house: TestHouse;
  let run: HouseProcess;
  let inbox = '';

  beforeAll(async () => {
    house = await TestHouse.make();
    run = house.start(['--empty']);
    await run.url();
    inbox = join(house.exchangeDir, PRACTICE, 'SUMMIT', 'inbox');
    await mkdir(inbox, { recursive: true, mode: 0o700 });
    await dropAll('first');
  }, 120_000);

  afterAll(() => house.demolish());

  /** As a payer does: under a dot first, then the whole file at once under its name. */
  async function dropAll(prefix: string): Promise<void> {
    for (const file of files) {
      const hidden = join(inbox, `.${prefix}-${file}`);
      await copyFile(join(SAMPLES, file), hidden);
      await rename(hidden, join(inbox, `${prefix}-${file}`));
    }
    await eventually('the inbox to be empty', async () => (await filesIn(inbox)).length === 0, WAIT);
  }

  async function filesIn(folder: string): Promise<readonly string[]> {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  }

  async function remittances(): Promise<readonly RemittanceRow[]> {
    const { rows } = await house.database.pool.query<RemittanceRow>(
      'select * from views.remittance order by remittance_id',
    );
    return rows;
  }

  const events = async (type: string) =>
    (await house.database.pool.query('select 1 from store.events where type = $1', [type])).rowCount as number;

  it('are each stored encrypted before anything else, then posted, rejected or refused with a reason', async () => {
    const stored = await house.database.pool.query('select 1 from vault.raw_files');
    expect(stored.rowCount).toBe(files.length);
    const refused = (await filesIn(join(inbox, 'refused'))).filter((name) => !name.endsWith('.reason.txt'));
    for (const name of refused) {
      expect(await readFile(join(inbox, 'refused', `${name}.reason.txt`), 'utf8')).toMatch(/\nWhat to do: .+/);
    }
    expect(await events('InterchangeReceived')).toBe(files.length);
    // One stream a payment: the same payment in two files is one.
    const payments = `select count(distinct stream) as count from store.events where type = 'RemittanceReceived'`;
    await eventually(
      'the view to show them',
      async () => (await remittances()).length === (await house.database.pool.query(payments)).rows[0].count,
      WAIT,
    );
    expect((await remittances()).length).toBeGreaterThanOrEqual(15);
  }, 120_000);

  it('post their money to the cent, claims of others waiting for a person', async () => {
    const posted = (await remittances()).filter(({ status }) => status === 'posted');
    expect(posted.length).toBeGreaterThanOrEqual(10);
    for (const { payment_cents, matched, unmatched, provider_adjustments } of posted) {
      const claims = [...matched, ...unmatched].reduce((sum, { paidCents }) => sum + paidCents, 0);
      const adjustments = provider_adjustments.reduce((sum, { amountCents }) => sum + amountCents, 0);
      expect(claims - adjustments).toBe(payment_cents);
      expect(matched).toEqual([]);
    }
  });

  it('post nothing where they do not balance, and say which equation fails', async () => {
    const rejected = (await remittances()).filter(({ status }) => status === 'rejected');
    expect(rejected.length).toBeGreaterThanOrEqual(1);
    for (const { problems, matched, unmatched } of rejected) {
      expect(problems.length).toBeGreaterThanOrEqual(1);
      expect(problems[0]?.message).toMatch(/\S/);
      expect([...matched, ...unmatched]).toEqual([]);
    }
  });

  it('are refused when they come again, and posted only once', async () => {
    const before = await remittances();
    const received = await events('RemittancePosted');
    await dropAll('second');
    expect(await events('InterchangeDuplicateRefused')).toBe(files.length);
    expect(await events('RemittancePosted')).toBe(received);
    expect(await remittances()).toEqual(before);
  }, 120_000);
});
