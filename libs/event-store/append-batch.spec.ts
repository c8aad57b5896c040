import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppendBatch, chunks, MOST_STREAMS } from './append-batch.js';
import type { Append } from './event.js';

const append = (commandId: string, ...streams: string[]): Append => ({
  practice: 'demo',
  commandId,
  streams: streams.map((name) => ({
    stream: `demo/${name}`,
    expectedVersion: 'any',
    events: [{ type: 'ClaimDrafted', schemaVersion: 1, data: {}, sealed: null, keyId: null }],
  })),
  outcome: { by: commandId },
  occurredAt: new Date('2026-03-02T15:00:00Z'),
  correlationId: 'correlation',
  causationId: null,
  actor: 'user:1',
});

describe('cutting a list of appends into transactions', () => {
  it('keeps all, in order, with no stream and no command twice in one and none too large', () => {
    const some = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 30 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: MOST_STREAMS }),
      ),
    );
    fc.assert(
      fc.property(some, (parts) => {
        const all = parts.map(([command, streams]) => append(`c${command}`, ...streams.map((n) => `claim-${n}`)));
        const cut = [...chunks(all)];
        expect(cut.flat()).toEqual(all);
        for (const chunk of cut) {
          const streams = chunk.flatMap((one) => one.streams.map((stream) => stream.stream));
          expect(new Set(streams).size).toBe(streams.length);
          expect(streams.length).toBeLessThanOrEqual(MOST_STREAMS);
          expect(new Set(chunk.map((one) => one.commandId)).size).toBe(chunk.length);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a batch', () => {
  it('tells each command what became of its own events', () => {
    const batch = new AppendBatch([append('a', 'claim-1', 'claim-2'), append('b', 'claim-3'), append('c', 'claim-4')]);
    const answer = batch.answer({
      recorded_at: '2026-03-02T15:00:01.5+00:00',
      positions: [10, 11, 15],
      versions: [1, 7, 2],
      repeats: [{ n: 1, outcome: { by: 'earlier' } }],
    });
    expect(answer.map((one) => [one.repeated, one.outcome])).toEqual([
      [false, { by: 'a' }],
      [true, { by: 'earlier' }],
      [false, { by: 'c' }],
    ]);
    expect(answer.flatMap((one) => one.events.map((e) => [e.stream, e.version, e.position]))).toEqual([
      ['demo/claim-1', 1, 10],
      ['demo/claim-2', 7, 11],
      ['demo/claim-4', 2, 15],
    ]);
    expect(answer[0]?.events[0]?.recordedAt).toBe('2026-03-02T15:00:01.500Z');
  });

  it('refuses more streams than a transaction may lock, and a practice id with a slash', () => {
    const streams = Array.from({ length: MOST_STREAMS + 1 }, (_, index) => `claim-${index}`);
    expect(() => new AppendBatch([append('a', ...streams)])).toThrow('more than 500 streams');
    expect(() => new AppendBatch([{ ...append('a'), practice: 'demo/x' }])).toThrow('no slash');
  });
});
