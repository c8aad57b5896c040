import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EventStore } from '#libs/event-store/event-store.js';
import { Lanes } from '#libs/event-store/lanes.js';
import type { Queryable } from '#libs/event-store/pool.js';
import { withinPractice } from '#libs/event-store/practice-scope.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { appendTo } from './appends.js';

describe('streams that are read in one turn of the event loop', () => {
  let database: TestDatabase;
  let store: EventStore;
  let asked: jest.Mock<(config: { name: string }) => void>;

  beforeAll(async () => {
    database = await freshDatabase();
    asked = jest.fn();
    const lanes = Lanes.over(database.pool);
    const query = (config: { name: string }, values?: unknown[]) => {
      asked(config);
      return lanes.query(config as never, values as never);
    };
    store = new EventStore(database.pool, { query } as unknown as Queryable);
    for (const stream of ['p/claim-A', 'p/claim-B', 'q/claim-A'])
      await store.append(appendTo(stream, { practice: stream.slice(0, 1), count: 3 }));
  });
  afterAll(() => database.drop());

  const read = async (stream: string, range = {}) =>
    (await store.readStream(stream, range)).map((event) => `${event.stream} ${event.version}`);
  const statements = async <Value>(work: () => Promise<Value>) => {
    asked.mockClear();
    const value = await work();
    return { value, names: asked.mock.calls.map(([{ name }]) => name) };
  };

  it('are one statement, and each reader gets the versions it asked for, in order', async () => {
    const { value, names } = await statements(() =>
      Promise.all([
        read('p/claim-A', { fromVersion: 3 }),
        read('q/claim-A', { fromVersion: 2, toVersion: 2 }),
        read('p/claim-none'),
        read('p/claim-B'),
        read('p/claim-A', { toVersion: 1 }),
      ]),
    );
    expect(value).toEqual([
      ['p/claim-A 3'],
      ['q/claim-A 2'],
      [],
      ['p/claim-B 1', 'p/claim-B 2', 'p/claim-B 3'],
      ['p/claim-A 1'],
    ]);
    expect(names).toEqual(['store-read-streams']);
  });

  it('are the same events as each alone', async () => {
    const together = await Promise.all([store.readStream('p/claim-A'), store.readStream('p/claim-B')]);
    expect(together).toEqual([await store.readStream('p/claim-A'), await store.readStream('p/claim-B')]);
  });

  it('fail alone: a name that the database does not take fails none of its neighbours', async () => {
    const [good, bad] = await Promise.allSettled([read('p/claim-A'), read('p/claim-\u0000')]);
    expect(good).toMatchObject({ value: ['p/claim-A 1', 'p/claim-A 2', 'p/claim-A 3'] });
    expect(bad.status).toBe('rejected');
  });

  it('are read each by itself in the name of a practice, so that none is read in the name of another', async () => {
    const { value, names } = await statements(() =>
      Promise.all([
        withinPractice('p', () => read('p/claim-A', { toVersion: 1 })),
        withinPractice('q', () => read('q/claim-A', { toVersion: 1 })),
      ]),
    );
    expect(value).toEqual([['p/claim-A 1'], ['q/claim-A 1']]);
    expect(names).toEqual(['store-read-stream', 'store-read-stream']);
  });
});
