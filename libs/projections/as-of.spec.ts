import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#libs/event-store/event.js';
import { rowAsOf, UnfoldableStream } from './as-of.js';
import { ClaimStory } from './testing/claim-story.js';

const story = new ClaimStory();
const stream = 'demo/claim-C1';
const stored = (...events: readonly { type: string; data: object }[]) =>
  events.map(({ type, data }, index) => ({
    ...{ stream, version: index + 1, position: index + 1, occurredAt: '2026-03-03T01:00:00.000Z', type, data },
  })) as unknown as StoredEvent[];

describe('a row as of an instant', () => {
  it('is folded from the events known then, in the shape in which the API shows a row', () => {
    expect(rowAsOf(stream, stored(story.drafted(), story.held()))).toMatchObject({
      ...{ practice: 'demo', stream, version: 2, claimId: 'C1', submission: 'held', chargeCents: 16_000 },
      changedAt: '2026-03-03T01:00:00.000Z',
    });
    expect(rowAsOf(stream, stored(story.drafted()))).toMatchObject({ version: 1, submission: 'draft' });
  });

  it('is none before the first event', () => {
    expect(rowAsOf(stream, [])).toBeNull();
  });

  it('is refused for a stream that no view shows, and where an event cannot be folded', () => {
    expect(() => rowAsOf('demo/practice-demo', [])).toThrow(RangeError);
    expect(() => rowAsOf(stream, stored(story.held()))).toThrow(UnfoldableStream);
  });
});
