import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { park, parkedAmong } from '#libs/projections/runner/parked-streams.js';
import { handledVersions, handledVersionsTogether, recordProgress } from '#libs/projections/runner/stream-progress.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';

const [A, B, ELSEWHERE] = ['p/claim-A', 'p/claim-B', 'q/claim-A'] as const;

describe('how far policies are, asked and told by many at once', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  const record = (consumer: string, stream: string, version: number) =>
    recordProgress(database.pool, [{ consumer, stream, version }]);
  const versions = async (consumer: string, streams: readonly string[]) =>
    Object.fromEntries(await handledVersions(database.pool, consumer, streams));

  it('moves on and never back, whatever order the recorders come in', async () => {
    await Promise.all([record('forward', A, 3), record('forward', A, 5), record('forward', A, 4)]);
    await record('forward', A, 2);
    expect(await versions('forward', [A])).toEqual({ [A]: 5 });
  });

  it('gives each policy its own versions, where several ask about several streams in one turn', async () => {
    await Promise.all([record('x', A, 1), record('x', B, 2), record('y', B, 7), record('x', ELSEWHERE, 9)]);
    const asked = [
      { consumer: 'x', streams: [A, B] },
      { consumer: 'y', streams: [A, B] },
      { consumer: 'z', streams: [A] },
    ];
    const told = await Promise.all(asked.map((question) => handledVersionsTogether(database.pool, question)));
    expect(told.map((its) => Object.fromEntries(its))).toEqual([{ [A]: 1, [B]: 2 }, { [B]: 7 }, {}]);
    expect(await versions('x', [ELSEWHERE])).toEqual({ [ELSEWHERE]: 9 });
  });

  it('tells each only what it has put aside itself', async () => {
    await park(database.pool, 'x', [{ stream: A, version: 1, position: 1, reason: 'Error' }]);
    const [x, y] = await Promise.all([
      parkedAmong(database.pool, 'x', [A, B]),
      parkedAmong(database.pool, 'y', [A, B]),
    ]);
    expect([[...x], [...y]]).toEqual([[A], []]);
  });

  it('tells all who asked where the database is gone', async () => {
    const lost = await freshDatabase();
    await lost.drop();
    const told = await Promise.allSettled(
      ['x', 'y'].map((consumer) => recordProgress(lost.pool, [{ consumer, stream: A, version: 1 }])),
    );
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
