import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { typedError, WrittenOnce } from '#libs/event-store/errors.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { appendTo, PRACTICE } from './appends.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await new EventStore(database.pool).append(appendTo(`${PRACTICE}/claim-1`));
});
afterAll(() => database.drop());

describe('the database itself refuses', () => {
  it.each([
    [`update store.events set data = '{}'`],
    ['update store.events set version = 9 where false'],
    ['delete from store.events'],
    ['truncate store.events'],
    ['delete from store.handled_commands'],
    [`update store.handled_commands set outcome = '{}'`],
    ['truncate store.handled_commands'],
    [`update store.store_info set mode = 'production'`],
    ['delete from store.store_info'],
    ['truncate store.business_clock'],
    [
      `insert into store.events select 99, event_id, practice, stream, version, type, schema_version, data, sealed, key_id, occurred_at,
        recorded_at, correlation_id, causation_id, command_id, actor, trace_context from store.events
        on conflict (practice, stream, version) do update set data = '{}'`,
    ],
  ])('%s', async (statement) => {
    const refusal = await database.pool.query(statement).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'ZS010' });
    expect(typedError(refusal)).toBeInstanceOf(WrittenOnce);
  });

  it('also where triggers are switched off for a replica', async () => {
    const client = await database.pool.connect();
    try {
      await client.query(`set session_replication_role = replica`);
      await expect(client.query('delete from store.events')).rejects.toMatchObject({ code: 'ZS010' });
    } finally {
      client.release(true);
    }
  });

  it('and grants nobody the right to, not even the owner', async () => {
    const { rows } = await database.pool.query(
      `select privilege_type from information_schema.table_privileges
       where table_schema = 'store' and table_name in ('events', 'handled_commands')
         and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`,
    );
    expect(rows).toEqual([]);
  });

  it('a stream that does not begin with its practice, and ciphertext that names no key', async () => {
    const copy = (stream: string, key: string) =>
      database.pool.query(
        `insert into store.events select 99, event_id, practice, ${stream}, 2, type, schema_version, data, '\\x00', ${key}, occurred_at,
           recorded_at, correlation_id, causation_id, command_id, actor, trace_context from store.events limit 1`,
      );
    await expect(copy(`'other/claim-1'`, `'demo/key'`)).rejects.toThrow('events_stream_begins_with_practice');
    await expect(copy('stream', 'null')).rejects.toThrow('events_sealed_names_its_key');
  });

  it('to be written or read outside READ COMMITTED', async () => {
    const client = await database.pool.connect();
    try {
      await client.query('begin isolation level repeatable read');
      await expect(new EventStore(client).append(appendTo(`${PRACTICE}/claim-1`))).rejects.toMatchObject({
        code: 'ZS011',
      });
      await client.query('rollback; begin isolation level serializable');
      await expect(new EventStore(client).readAll({ after: 0, limit: 1 })).rejects.toMatchObject({ code: 'ZS011' });
    } finally {
      client.release(true);
    }
  });
});
