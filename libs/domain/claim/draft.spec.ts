import { describe, expect, it } from '@jest/globals';
import type { ClaimCommand } from './decider.js';
import { reviewFinding } from './review-hold.js';
import {
  acknowledge,
  CLOSE_OF_DAY,
  chargeLine,
  content,
  draft,
  heldBy,
  release,
  sent,
  story,
} from './testing/claim-fixtures.js';

const finding = {
  rule: 'claim.not-writable',
  severity: 'error' as const,
  message: 'subscriber.address.city is too short',
};
const hold: ClaimCommand = { type: 'HoldDraft', draft: 1, findings: [finding] };

describe('holding a draft at the close of day', () => {
  it('keeps it from going out until it is drafted anew', () => {
    story(draft())
      .when(hold)
      .yields({ type: 'ClaimHeld', data: { rules: [{ rule: 'claim.not-writable', severity: 'error' }] } });
    story(draft(), hold).when(release).isRefused('claim.held');
    story(draft(), hold, draft()).when(release).yields({ type: 'ClaimReleased' });
  });

  it('changes nothing for a newer draft than the one that was looked at, a held one, or a claim under way', () => {
    story(draft(), draft({ sessionIds: ['S1', 'S2'] }))
      .when(hold)
      .yieldsNothing();
    story(draft(), hold).when(hold).yieldsNothing();
    story(draft(), release).when(hold).yieldsNothing();
  });
});

describe('a draft that is drawn for review', () => {
  const drawn = (changes: Parameters<typeof draft>[0] = {}) => draft(changes, { review: reviewFinding() });
  const review: ClaimCommand = { type: 'ReviewClaim', draft: 1, by: 'user:1' };
  const wait = [{ rule: 'review.pre-bill', severity: 'error' }];

  it('waits for a person, and is released at its close of day once one let it go', () => {
    story()
      .when(drawn())
      .yields({ type: 'ClaimDrafted' }, { type: 'ClaimHeld', data: { rules: wait } });
    story(drawn()).when(release).isRefused('claim.held');
    story(drawn())
      .when(review)
      .yields({ type: 'ClaimReviewed', data: { draft: 1, reviewedBy: 'user:1', closesAt: CLOSE_OF_DAY } });
    expect(story(drawn(), review).state).toMatchObject({ submission: 'draft', holds: [] });
    story(drawn(), review).when(release).yields({ type: 'ClaimReleased' });
  });

  it('is held by what holds it otherwise, and looked at only when that is cleared', () => {
    story()
      .when(drawn({ holds: [heldBy] }))
      .yields({ type: 'ClaimDrafted' }, { type: 'ClaimHeld', data: { rules: [heldBy] } });
    story(drawn({ holds: [heldBy] }))
      .when(review)
      .yieldsNothing();
    expect(story(drawn({ holds: [heldBy] }), drawn()).state.holds).toEqual(wait);
  });

  it('is not asked for again while nothing changes, before and after the look', () => {
    story(drawn()).when(drawn()).yieldsNothing();
    story(drawn(), review).when(drawn()).yieldsNothing();
    story(drawn(), review).when(review).yieldsNothing();
  });

  it('is looked at anew where it changed', () => {
    const changed = drawn({ sessionIds: ['S1', 'S2'] });
    expect(story(drawn(), review, changed).state.holds).toEqual(wait);
    story(drawn(), changed).when(review).isRefused('claim.drafted-anew');
    story(drawn(), changed)
      .when({ ...review, draft: 2 })
      .yields({ type: 'ClaimReviewed' });
  });

  it('that nobody drew, that is gone or closed, or that never was takes no review', () => {
    story(draft()).when(review).yieldsNothing();
    story(drawn(), review, release).when(review).yieldsNothing();
    story(drawn(), { type: 'DropClaim', reason: 'superseded' }).when(review).isRefused('claim.closed');
    story().when(review).isRefused('claim.unknown');
  });
});

describe('a draft', () => {
  it('sums its lines', () => {
    const lines = [chargeLine(), chargeLine({ line: 2, chargeCents: 500, expectedPaidCents: 400 })];
    story()
      .when(draft({ lines }))
      .yields({ type: 'ClaimDrafted', data: { draft: 1, chargeCents: 11500, expectedPaidCents: 8400 } });
  });

  it('expects no payment where a line has no price', () => {
    const [event] = story().when(draft({ lines: [chargeLine({ expectedPaidCents: undefined })] })).events;
    expect(event?.data).not.toHaveProperty('expectedPaidCents');
  });

  it('is drafted anew only where something changed', () => {
    story(draft())
      .when(draft({}, { closesAt: '2026-03-04T01:00:00.000Z' }))
      .yieldsNothing();
    story(draft())
      .when(draft({ sessionIds: ['S1', 'S2'] }))
      .yields({ type: 'ClaimDrafted', data: { draft: 2 } });
    story(draft())
      .when(draft({}, { content: { ...content, diagnoses: ['M25.5'] } }))
      .yields({ type: 'ClaimDrafted', data: { draft: 2 } });
  });

  it('is held by the rules that hold it, and free again by a draft without them', () => {
    const held = draft({ holds: [heldBy] });
    story()
      .when(held)
      .yields({ type: 'ClaimDrafted' }, { type: 'ClaimHeld', data: { rules: [heldBy] } });
    expect(story(held).state.submission).toBe('held');
    story(held).when(held).yieldsNothing();
    expect(story(held, draft()).state).toMatchObject({ submission: 'draft', holds: [] });
  });

  it('is refused once the claim is under way', () => {
    sent()
      .when(draft({ sessionIds: ['S1', 'S2'] }))
      .isRefused('claim.already-released');
    sent().when(draft()).yieldsNothing();
  });

  it('is open again after the payer rejected the submission', () => {
    const rejected = sent().after(acknowledge({ accepted: false }));
    rejected.when(release).isRefused('claim.rejected');
    const corrected = rejected.after(draft({ renderingNpi: '1000000012' }));
    corrected
      .when(release)
      .yields({ type: 'ClaimReleased', data: { submissionNumber: 2, frequency: '1', reason: 'correction' } });
  });
});

describe('dropping a draft', () => {
  const drop: ClaimCommand = { type: 'DropClaim', reason: 'superseded' };

  it('closes it once, and a later draft opens it again', () => {
    story(draft())
      .when(drop)
      .yields({ type: 'ClaimClosed', data: { reason: 'superseded' } });
    story(draft(), drop).when(drop).yieldsNothing();
    story().when(drop).yieldsNothing();
    story(draft(), drop).when(release).isRefused('claim.closed');
    expect(story(draft(), drop, draft()).state).toMatchObject({ closed: null, draft: 2, balance: 'insurer' });
  });

  it('is refused for a claim under way', () => {
    sent().when(drop).isRefused('claim.already-released');
  });
});
