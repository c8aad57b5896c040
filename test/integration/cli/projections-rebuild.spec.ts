import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EventStore } from '#libs/event-store/event-store.js';
import { ClaimStory } from '#libs/projections/testing/claim-story.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { eventually } from '#libs/testing/eventually.js';
import { bringUpToDate, happen } from '../projections/stories.js';
import { Claimstream, claimstream } from './claimstream.js';

jest.setTimeout(120_000);

/** So many pages of a rebuild that its first line of progress is told long before the last. */
const CLAIMS = 4_000;

describe('the command line over views', () => {
  let database: TestDatabase;
  let store: EventStore;
  let environment: Record<string, string>;

  beforeAll(async () => {
    database = await freshDatabase();
    store = new EventStore(database.pool);
    environment = { DATABASE_URL: database.url };
    await store.appendMany(Array.from({ length: CLAIMS }, (_, n) => claimOfThreeEvents(`C${n}`)));
    await bringUpToDate(database.pool, store);
  });
  afterAll(() => database.drop());

  function claimOfThreeEvents(claimId: string) {
    const story = new ClaimStory(claimId);
    const events = [story.drafted(), story.released(), story.submitted(1, '2026-03-03T01:00:00Z')].map(
      ({ type, data }) => ({
        ...{ type, schemaVersion: 1, data: JSON.parse(JSON.stringify(data)), sealed: null, keyId: null },
      }),
    );
    return {
      ...{ practice: 'p', commandId: randomUUID(), outcome: {}, correlationId: 'test', causationId: null },
      ...{ actor: 'test', occurredAt: new Date('2026-03-03T01:00:00Z') },
      streams: [{ stream: `p/claim-${claimId}`, expectedVersion: 'no-stream' as const, events }],
    };
  }
  const rebuildOf = (status: { values: readonly Record<string, unknown>[] }, name: string) =>
    status.values.find((view) => view.name === name)?.rebuild as { position: number; running: boolean } | null;

  it('goes on with a rebuild that was killed in the middle, shows where it stands, and ends equal to a fresh fold', async () => {
    const killed = new Claimstream(['projections', 'rebuild', 'claim'], environment);
    await eventually('progress to be told', () => killed.err.includes('at position'));
    killed.kill();
    await killed.exited;
    const left = await eventually('the killed one to let go', async () => {
      const rebuild = rebuildOf(await claimstream(['projections', 'status'], environment), 'claim');
      return rebuild && !rebuild.running ? rebuild : null;
    });
    expect(left.position).toBeGreaterThan(0);
    await happen(store, 'p/claim-C7', new ClaimStory('C7').acknowledged('277CA'));
    await bringUpToDate(database.pool, store);
    const rebuilt = await claimstream(['projections', 'rebuild', 'claim'], environment);
    expect(rebuilt).toMatchObject({
      code: 0,
      values: [{ switched: true, generation: 2, resumedAt: left.position, events: 3 * CLAIMS + 1, differing: 0 }],
    });
    expect(rebuilt.err).toMatch(/claim: \d+ events folded, at position \d+ of \d+/);
    expect(rebuildOf(await claimstream(['projections', 'status'], environment), 'claim')).toBeNull();
    const verified = await claimstream(['verify'], environment);
    expect(verified.code).toBe(0);
    expect(verified.values.map(({ differing }) => differing)).toEqual(verified.values.map(() => 0));
  });

  it('begins anew with --anew, also where a rebuild was killed', async () => {
    const killed = new Claimstream(['projections', 'rebuild', 'claim-facts'], environment);
    await eventually('progress to be told', () => killed.err.includes('at position'));
    killed.kill();
    await killed.exited;
    const rebuilt = await eventually('the killed one to let go', async () => {
      const outcome = await claimstream(['projections', 'rebuild', 'claim-facts', '--anew'], environment);
      return outcome.err.includes('already') ? null : outcome;
    });
    expect(rebuilt).toMatchObject({ code: 0, values: [{ switched: true, resumedAt: 0, events: 3 * CLAIMS + 1 }] });
  });

  it('shows a stream as it was known at an instant, and says where there was nothing', async () => {
    const [, , submitted] = await store.readStream('p/claim-C7');
    const then = await claimstream(['as-of', 'p/claim-C7', '--at', submitted?.recordedAt ?? ''], environment);
    expect(then).toMatchObject({ code: 0, values: [{ stream: 'p/claim-C7', version: 3, submission: 'sent' }] });
    const now = await claimstream(['as-of', 'p/claim-C7', '--at', '2999-01-01T00:00:00Z'], environment);
    expect(now.values).toMatchObject([{ version: 4, submission: 'accepted' }]);
    const never = await claimstream(['as-of', 'p/claim-C7', '--at', '2020-01-01T00:00:00Z'], environment);
    expect(never).toMatchObject({ code: 2, out: '', err: expect.stringContaining('nothing of it was recorded') });
  });

  it('refuses an instant without offset and a stream that no view shows', async () => {
    const instant = await claimstream(['as-of', 'p/claim-C7', '--at', '2026-03-02T15:00:00'], environment);
    expect(instant).toMatchObject({ code: 1, out: '', err: expect.stringContaining('instant') });
    const stream = await claimstream(['as-of', 'p/practice-p', '--at', '2026-03-02T15:00:00Z'], environment);
    expect(stream).toMatchObject({ code: 1, out: '', err: expect.stringContaining('claim, denial, ledger') });
  });
});
