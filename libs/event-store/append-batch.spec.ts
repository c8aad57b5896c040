import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppendBatch, chunks, MOST_STREAMS } from './append-batch.js';
import { StreamExists } from './errors.js';
import type { Append, Appended } from './event.js';

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
    const names = [['claim-1', 'claim-2'], ['claim-3'], ['claim-4'], ['claim-5']];
    const batch = new AppendBatch(names.map((streams, index) => append('abcd'[index] as string, ...streams)));
    const [first, second, third, refused] = batch.answer({
      recorded_at: '2026-03-02T15:00:01.5+00:00',
      positions: [10, 11, 15],
      versions: [1, 7, 2],
      repeats: [{ n: 2, outcome: { by: 'earlier' } }],
      refused: [{ n: 4, stream: 'demo/claim-5', expected: -1, actual: 3 }],
    });
    expect(refused).toBeInstanceOf(StreamExists);
    const answer = [first, second, third] as Appended[];
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

  it('sends all ciphertexts in one piece and tells where each begins', () => {
    const sealed = (keyId: string | null, ...bytes: number[]) => {
      const event = {
        type: 'ClaimDrafted',
        schemaVersion: 1,
        data: {},
        sealed: keyId ? Buffer.from(bytes) : null,
        keyId,
      };
      const stream = { stream: `demo/claim-${bytes[0]}`, expectedVersion: 'any' as const, events: [event] };
      return { ...append(`c${bytes[0]}`), streams: [stream] };
    };
    const [, , events, ciphertexts] = new AppendBatch([
      sealed('k', 1, 2),
      sealed(null, 3),
      sealed('k', 4),
    ]).parameters();
    expect(JSON.parse(events)).toMatchObject([
      { begins: 1, bytes: 2 },
      { begins: null, bytes: null },
      { begins: 3, bytes: 1 },
    ]);
    expect([...ciphertexts]).toEqual([1, 2, 4]);
  });

  it('refuses more streams than a transaction may lock, and a practice id with a slash', () => {
    const streams = Array.from({ length: MOST_STREAMS + 1 }, (_, index) => `claim-${index}`);
    expect(() => new AppendBatch([append('a', ...streams)])).toThrow('more than 500 streams');
    expect(() => new AppendBatch([{ ...append('a'), practice: 'demo/x' }])).toThrow('no slash');
  });
});
