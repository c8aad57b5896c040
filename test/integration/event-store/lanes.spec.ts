import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Lanes } from '#libs/event-store/lanes.js';
import { createPool, type Pool } from '#libs/event-store/pool.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await freshDatabase();
  pool = createPool(database.url, { applicationName: 'test', max: 6 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const manyAtOnce = (count: number, text: (index: number) => string) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => Lanes.over(pool).query(text(index))));

describe('short statements over few connections', () => {
  it('give each caller its own answer over no more than four, and all connections back to the pool', async () => {
    const answers = await manyAtOnce(60, (index) => `select ${index} as index, pg_backend_pid() as connection`);
    const rows = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.rows[0] : null));
    expect(rows.map((row) => row.index)).toEqual(rows.map((_, index) => index));
    expect(new Set(rows.map((row) => row.connection)).size).toBe(4);
    expect(pool.totalCount - pool.idleCount).toBe(0);
  });

  it('fail alone: what stands before and behind a bad one on its connection is done', async () => {
    const answers = await manyAtOnce(20, (index) => (index === 7 ? 'select 1 / 0' : 'select 1'));
    expect(answers.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([7]);
  });

  it('work again after a connection has broken under them', async () => {
    const answers = await manyAtOnce(8, (index) =>
      index === 0 ? 'select pg_terminate_backend(pg_backend_pid())' : 'select 1',
    );
    expect(answers.some(({ status }) => status === 'rejected')).toBe(true);
    const again = await manyAtOnce(20, () => 'select 1');
    expect(again.every(({ status }) => status === 'fulfilled')).toBe(true);
  });

  it('are not for a single connection: that is its own', async () => {
    const client = await pool.connect();
    expect(Lanes.over(client)).toBe(client);
    client.release();
    expect(Lanes.over(pool)).toBe(Lanes.over(pool));
  });
});
