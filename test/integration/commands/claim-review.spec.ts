import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ReviewClaim } from '#libs/commands/claim-path/review-claim.js';
import { type ClaimHouse, openClaimHouse, session } from './claim-house.js';
import { type ClaimStory, claimId, claimOf, storyOf } from './claim-story.js';

let house: ClaimHouse;
let story: ClaimStory;
beforeEach(async () => {
  house = await openClaimHouse({ preBillReview: { share: '1' } });
  story = storyOf(house);
});
afterEach(() => house.close());

const review = (draft?: number) =>
  house.send(new ReviewClaim(house.context(), { claimId: claimId('A'), ...(draft !== undefined && { draft }) }));

describe('a clean claim that is drawn for review', () => {
  it('waits for a person and then goes out as others do', async () => {
    await house.record(session('A'));
    await house.settle();
    expect(await house.types(claimOf('A'))).toEqual(['ClaimDrafted', 'ClaimHeld']);
    expect((await story.claim('A')).holds).toEqual([{ rule: 'review.pre-bill', severity: 'error' }]);
    expect(await review(2)).toMatchObject({ status: 'refused', refusal: { code: 'claim.drafted-anew' } });
    expect(await review(1)).toMatchObject({ status: 'done' });
    expect(await review(1)).toMatchObject({ status: 'nothing-to-do' });
    await house.settle();
    await story.submit('A');
    expect(await house.types(claimOf('A'))).toEqual([
      'ClaimDrafted',
      'ClaimHeld',
      'ClaimReviewed',
      'ClaimReleased',
      'ClaimSubmitted',
    ]);
  });

  it('is looked at anew where its session was amended', async () => {
    await house.record(session('A'));
    await house.settle();
    await review();
    await house.record(session('A', { revision: 2, diagnoses: ['M25.511'] }));
    await house.settle();
    expect(await house.types(claimOf('A'))).toEqual([
      'ClaimDrafted',
      'ClaimHeld',
      'ClaimReviewed',
      'ClaimDrafted',
      'ClaimHeld',
    ]);
  });
});
