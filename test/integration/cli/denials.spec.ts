import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EventStore } from '#libs/event-store/event-store.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { practiceOfBlue, proposedDuplicate } from '../commands/proposed-duplicate.js';
import { PRACTICE } from '../projections/stories.js';
import { claimstream } from './claimstream.js';

// Each command is a process of its own.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'claimstream-cli-'));
let database: TestDatabase;
let environment: Record<string, string>;

beforeAll(async () => {
  database = await freshDatabase({ mode: 'production' });
  environment = { DATABASE_URL: database.url, CLAIMSTREAM_MASTER_KEY: randomBytes(32).toString('base64') };
  const store = new EventStore(database.pool);
  await practiceOfBlue(store);
  await proposedDuplicate(store, 'C1');
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function reclassify(rows: unknown, ...options: string[]) {
  const file = join(folder, 'rows.json');
  writeFileSync(file, JSON.stringify(rows));
  return claimstream(['denials', 'reclassify', '--practice', PRACTICE, '--rows', file, ...options], environment);
}

describe('denials reclassify', () => {
  const row = { carc: '18', category: 'documentation', actions: ['DOCS'] };

  it('shows each denial that would be classified otherwise, then the sums', async () => {
    const { code, values } = await reclassify([row]);
    expect(code).toBe(0);
    expect(values).toMatchObject([
      { denialId: 'C1-1', before: { category: 'duplicate' }, after: { category: 'documentation', action: 'DOCS' } },
      { totals: { cases: 1, changed: 1, changedCents: 6_000 } },
    ]);
  });

  it('names row and field of what is wrong, and shows nothing', async () => {
    const wrong = await reclassify({ rows: [row, { ...row, carc: '19', handler: 'luck' }] });
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toContain('rows[1].handler there is no handler luck');
  });
});

describe('denials correction', () => {
  const correction = (denialId: string) =>
    claimstream(['denials', 'correction', denialId, '--practice', PRACTICE], environment);

  it('tells what would be done, with 2 where that is nothing', async () => {
    const { code, values } = await correction('C1-1');
    expect(code).toBe(2);
    expect(values).toMatchObject([
      { handler: 'duplicate', outcome: 'SKIPPED', reason: 'duplicate.original-not-found' },
    ]);
    expect(await correction('NONE-1')).toMatchObject({ code: 1, out: '' });
  });
});
