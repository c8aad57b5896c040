import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';

const page = readFileSync(join(import.meta.dirname, '../../../docs/analysts.md'), 'utf8');

describe('the page for analysts', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it('names every view with its columns, and none that is not there', async () => {
    const { rows } = await database.pool.query<{ relname: string; columns: string[] }>(
      `select c.relname::text, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'views'::regnamespace and c.relkind in ('p', 'v') and a.attname not in ('practice', 'stream', 'version', 'state')
       group by c.relname`,
    );
    const told = [...page.matchAll(/^\| `(\w+)` \| .* \| ((?:`\w+`(?:, )?)+) \|$/gm)].map(([, view, columns = '']) => [
      view,
      columns.replaceAll('`', '').split(', '),
    ]);
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(rows.map(({ relname, columns }) => [relname, columns])),
    );
  });

  it('gives queries that run', async () => {
    const [queries = ''] = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql);
    const each = queries.split(';').filter((query) => query.trim() !== '');
    expect(each).toHaveLength(5);
    for (const query of each) await database.pool.query(query);
  });
});
