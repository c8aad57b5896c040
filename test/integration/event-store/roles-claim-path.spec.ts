import { afterEach, describe, expect, it } from '@jest/globals';
import { withinPractice } from '#libs/event-store/practice-scope.js';
import { type ClaimHouse, openClaimHouse, PRACTICE, session } from '../commands/claim-house.js';
import { claimOf, storyOf } from '../commands/claim-story.js';
import { RoleLogins } from './role-logins.js';

let logins: RoleLogins;
let house: ClaimHouse;
afterEach(async () => {
  await logins.close();
  await house.close();
});

describe('from a session to a decided claim', () => {
  async function walkedBy(role: 'worker' | 'intake' | 'api'): Promise<void> {
    house = await openClaimHouse({}, async (database) => {
      logins = await RoleLogins.on(database);
      return (await logins.login(role)).pool;
    });
    const story = storyOf(house);
    await house.record(session('A'));
    await house.settle();
    await story.submit('A');
    await story.pay('A', { remittanceId: 'R1', allowedCents: 4000 });
    expect(await house.types(claimOf('A'))).toEqual(
      expect.arrayContaining(['ClaimDrafted', 'ClaimReleased', 'ClaimSubmitted', 'ClaimAdjudicated']),
    );
    expect(await story.ledgers()).toHaveLength(1);
  }

  it.each(['worker', 'intake'] as const)('the rights of the role %s suffice for every command', walkedBy);

  it('the rights of the role api suffice in the name of the practice, and of no other', async () => {
    await withinPractice(PRACTICE, () => walkedBy('api'));
    expect(await withinPractice('other', () => house.types(claimOf('A')))).toEqual([]);
    await expect(withinPractice('other', () => house.record(session('B')))).rejects.toMatchObject({ code: 'ZS004' });
  });
});
