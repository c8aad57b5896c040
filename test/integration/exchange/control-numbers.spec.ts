import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ControlNumbers } from '#libs/exchange/control-numbers.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

describe('interchange control numbers', () => {
  it('begin at 1 and are never given twice, however many ask at once', async () => {
    const numbers = new ControlNumbers(database.pool);
    const given = await Promise.all(Array.from({ length: 40 }, () => numbers.next('demo', 'ACME')));
    expect(given.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('are counted for each practice and receiver apart', async () => {
    const numbers = new ControlNumbers(database.pool);
    await numbers.next('apart', 'ACME');
    expect(await numbers.next('apart', 'BETA')).toBe(1);
    expect(await numbers.next('other', 'ACME')).toBe(1);
  });

  it('are not given again after the connection that took one was cut off before it could use it', async () => {
    const client = await database.pool.connect();
    // The pool's own handler ends with the client's being handed out.
    client.on('error', () => undefined);
    const taken = await new ControlNumbers(client).next('cut-off', 'ACME');
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    client.release(true);
    expect(await new ControlNumbers(database.pool).next('cut-off', 'ACME')).toBe(taken + 1);
  });

  it('end before an interchange could not carry them', async () => {
    await database.pool.query(
      "insert into work.control_numbers (practice, receiver_id, last_number) values ('full', 'ACME', 999999999)",
    );
    await expect(new ControlNumbers(database.pool).next('full', 'ACME')).rejects.toThrow('check constraint');
  });
});
