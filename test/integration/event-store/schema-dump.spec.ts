import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dumpSchema, SCHEMA_DUMP } from '#libs/migrations/schema-dump.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

describe('the committed schema', () => {
  it('is what the migrations make; UPDATE_SCHEMA=1 writes it anew', async () => {
    const made = await dumpSchema(database.pool);
    if (process.env.UPDATE_SCHEMA) writeFileSync(SCHEMA_DUMP, made);
    const committed = existsSync(SCHEMA_DUMP) ? readFileSync(SCHEMA_DUMP, 'utf8') : '';
    expect(committed).toBe(made);
  });

  it.each([
    ['a column', 'alter table views.claim add column remark text'],
    ['a grant', 'grant select on views.claim to public'],
    ['an index', 'create index on work.checkpoints (position)'],
    ['a constraint', 'alter table work.checkpoints add constraint low check (position < 9)'],
    ['a trigger that no longer always fires', 'alter table store.events enable trigger events_stand_for_ever'],
    ['a function', `create function work.one() returns int language sql as 'select 1'`],
  ])('would show %s', async (_what, change) => {
    const before = await dumpSchema(database.pool);
    const client = await database.pool.connect();
    await client.query(`begin; ${change}`);
    expect(await dumpSchema(client)).not.toBe(before);
    await client.query('rollback');
    client.release();
  });
});
