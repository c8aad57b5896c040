import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore } from '#libs/event-store/event-store.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { appendTo, PRACTICE } from './appends.js';

let database: TestDatabase;
let store: EventStore;
beforeAll(async () => {
  database = await freshDatabase();
  store = new EventStore(database.pool);
});
afterAll(() => database.drop());

/** A stream whose versions 1, 2, … were recorded at these instants: written past the store, which takes the time of its own clock. */
async function recordedAt(name: string, instants: readonly string[]): Promise<string> {
  const stream = `${PRACTICE}/claim-${name}`;
  await database.pool.query(
    `insert into store.events (position, event_id, practice, stream, version, type, schema_version, data, occurred_at, recorded_at,
       correlation_id, command_id, actor)
     select nextval('store.events_position'), gen_random_uuid(), $1, $2, n, 'ClaimDrafted', 1, '{}', '2026-03-02T15:00:00Z', instant,
       'c', 'c', 'test'
     from unnest($3::timestamptz[]) with ordinality as t(instant, n)`,
    [PRACTICE, stream, instants],
  );
  return stream;
}

const versionsAt = async (stream: string, instant: string) =>
  (await store.readStreamAsOf(stream, new Date(instant))).map(({ version }) => version);

describe('a stream as of an instant', () => {
  it('holds what was recorded up to that millisecond, and nothing before it began', async () => {
    const stream = await recordedAt('days', [
      '2026-03-01T10:00:00Z',
      '2026-03-02T10:00:00Z',
      '2026-03-02T10:00:00.001Z',
    ]);
    expect(await versionsAt(stream, '2026-03-01T09:59:59.999Z')).toEqual([]);
    expect(await versionsAt(stream, '2026-03-01T10:00:00.000Z')).toEqual([1]);
    expect(await versionsAt(stream, '2026-03-02T10:00:00.000Z')).toEqual([1, 2]);
    expect(await versionsAt(stream, '2026-03-02T10:00:00.001Z')).toEqual([1, 2, 3]);
    expect(await versionsAt(stream, '2030-01-01T00:00:00Z')).toEqual([1, 2, 3]);
    expect(await versionsAt(`${PRACTICE}/claim-none`, '2030-01-01T00:00:00Z')).toEqual([]);
  });

  it('goes by the recorded time, not by when it happened, and gives the events as they stand', async () => {
    const stream = `${PRACTICE}/claim-occurred`;
    const happenedLater = { occurredAt: new Date('2031-01-01T00:00:00Z') };
    const { events } = await store.append(appendTo(stream, { ...happenedLater, count: 2 }));
    expect(await store.readStreamAsOf(stream, new Date(events[1]?.recordedAt as string))).toEqual(events);
    expect(await versionsAt(stream, '2000-01-01T00:00:00Z')).toEqual([]);
  });

  it('has no hole where the clock went back between two events: what came after a later one was not known before it', async () => {
    const stream = await recordedAt('clock', ['2026-03-01T10:00:00Z', '2026-03-01T10:00:05Z', '2026-03-01T10:00:03Z']);
    expect(await versionsAt(stream, '2026-03-01T10:00:04Z')).toEqual([1]);
    expect(await versionsAt(stream, '2026-03-01T10:00:05Z')).toEqual([1, 2, 3]);
  });

  it('gains an append that was under way at the instant once that commits', async () => {
    const stream = `${PRACTICE}/claim-under-way`;
    const client = await database.pool.connect();
    await client.query('begin');
    const { events } = await new EventStore(client).append(appendTo(stream));
    const instant = events[0]?.recordedAt as string;
    expect(await versionsAt(stream, instant)).toEqual([]);
    await client.query('commit');
    client.release();
    expect(await versionsAt(stream, instant)).toEqual([1]);
  });

  it('refuses a date that is none', async () => {
    await expect(store.readStreamAsOf(`${PRACTICE}/claim-days`, new Date('yesterday'))).rejects.toThrow(RangeError);
  });
});
