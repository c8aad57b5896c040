import { afterEach, describe, expect, it } from '@jest/globals';
import { type ClaimHouse, openClaimHouse, session } from '../commands/claim-house.js';
import { claimOf, storyOf } from '../commands/claim-story.js';
import { RoleLogins } from './role-logins.js';

let logins: RoleLogins;
let house: ClaimHouse;
afterEach(async () => {
  await logins.close();
  await house.close();
});

describe('from a session to a decided claim', () => {
  it.each(['worker', 'intake', 'api'] as const)('the rights of the role %s suffice for every command', async (role) => {
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
  });
});
