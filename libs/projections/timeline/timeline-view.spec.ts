import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#libs/event-store/event.js';
import { ClaimStory } from '../testing/claim-story.js';
import { type Timeline, timelineView } from './timeline-view.js';

const story = new ClaimStory();
const events = [story.drafted(), story.held()].map((event, index) => ({
  ...{ stream: 'demo/claim-C1', version: index + 1, position: 70 + index, occurredAt: '2026-03-03T01:00:00.000Z' },
  ...{ actor: 'policy:code-day', type: event.type, data: event.data, sealed: Buffer.from('sealed') },
})) as unknown as StoredEvent[];

describe('the timeline of a stream', () => {
  it('has an entry an event, with its plain fields and the rules that hold it', () => {
    const timeline = events.reduce<Timeline | null>((before, event) => timelineView.evolve(before, event), null);
    expect(timeline?.claimId).toBe('C1');
    expect(timeline?.entries).toMatchObject([
      {
        version: 1,
        position: 70,
        type: 'ClaimDrafted',
        actor: 'policy:code-day',
        detail: { draft: 1, chargeCents: 16_000 },
      },
      { version: 2, position: 71, type: 'ClaimHeld', detail: { rules: ['claim.missing-authorization'] } },
    ]);
    expect(JSON.stringify(timeline)).not.toMatch(/sealed|lineControlNumber|patientId/);
  });
});
