import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#libs/event-store/event.js';
import { foldStream } from './fold-stream.js';
import { StreamSlice } from './stream-slice.js';
import { anyView } from './view-projection.js';

const stream = 'p/claim-A';
const event = (version: number, amount = version) =>
  ({ stream, version, position: version * 10, type: 'Counted', data: { amount } }) as unknown as StoredEvent;

const sums = anyView<{ readonly sum: number }>({
  name: 'sums',
  foldVersion: 1,
  categories: ['claim'],
  table: 'views.sums',
  evolve: (state, { data }) => {
    if (data.amount === 13) throw new RangeError('unlucky');
    return { sum: (state?.sum ?? 0) + Number(data.amount) };
  },
  columns: ({ sum }) => ({ sum }),
});

describe('folding a stream onto its row', () => {
  it('goes on from the row', () => {
    const { folded, events, fault } = foldStream(sums, stream, { version: 2, state: { sum: 3 } }, [event(3), event(4)]);
    expect([folded, events, fault]).toEqual([{ stream, version: 4, state: { sum: 10 } }, 2, null]);
  });

  it('ends before the event that throws, and keeps what was folded until there', () => {
    const { folded, events, fault } = foldStream(sums, stream, undefined, [event(1), event(2, 13), event(3)]);
    expect([folded?.version, events]).toEqual([1, 1]);
    expect(fault).toMatchObject({ stream, version: 2, position: 20 });
    expect(foldStream(sums, stream, undefined, [event(1, 13)]).folded).toBeNull();
  });

  it('does not fold over a gap', () => {
    expect(foldStream(sums, stream, undefined, [event(1), event(3)])).toMatchObject({
      folded: { version: 1 },
      fault: { version: 3 },
    });
  });
});

describe('what is at hand of a stream', () => {
  const history = Array.from({ length: 12 }, (_, index) => event(index + 1));
  const source = {
    reads: 0,
    async readStream(_stream: string, { fromVersion = 1, toVersion = 99 } = {}) {
      this.reads += 1;
      return history.filter(({ version }) => version >= fromVersion && version <= toVersion);
    },
    readAll: async () => [],
    streamHeads: async () => [],
    headPosition: async () => 0,
  };

  it('gives all events after a version up to the highest known, whatever came in whatever order', async () => {
    const given = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(given, fc.integer({ min: 0, max: 12 }), async (versions, after) => {
        const slice = new StreamSlice();
        for (const version of versions) slice.add(event(version));
        const events = await slice.after(after, stream, source);
        const highest = Math.max(...versions);
        expect(events).toEqual(history.slice(after, Math.max(after, highest)));
      }),
    );
  });

  it('asks the store only for what is missing', async () => {
    source.reads = 0;
    await new StreamSlice().add(event(4)).add(event(3)).after(2, stream, source);
    await new StreamSlice().add(event(2)).after(2, stream, source);
    expect(source.reads).toBe(0);
    await new StreamSlice().add(event(4)).after(2, stream, source);
    expect(source.reads).toBe(1);
  });
});
