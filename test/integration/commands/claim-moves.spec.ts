import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { claimIdOf, claimStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { therapySums } from '#libs/domain/patient-ledger/state.js';
import { fold } from '#libs/kernel/decider.js';
import type { Session } from '#libs/rules/session.js';
import { type ClaimHouse, openClaimHouse, PRACTICE, session } from './claim-house.js';
import { type ClaimStory, claimOf, patient, storyOf } from './claim-story.js';

const OLD_YEAR = '2025-12-30';
const NEW_YEAR = '2026-01-05';
const planOfCare = { firstTreatmentOn: '2025-12-29', certifiedOn: '2025-12-30' };

let house: ClaimHouse;
let story: ClaimStory;
beforeEach(async () => {
  const ppo = { payerId: 'ACME', name: 'Acme', kind: 'COMMERCIAL', unitMethod: 'CMS_TOTAL', fees: { 97110: 3600 } };
  house = await openClaimHouse({ payers: [ppo as never] });
  story = storyOf(house);
});
afterEach(() => house.close());

/** Records a revision of session A at noon of the day that it names, and lets everything follow. */
async function record(revision: number, dateOfService: string, changes: Partial<Session> = {}): Promise<void> {
  house.at(`${dateOfService}T17:00:00Z`);
  await house.record(session('A', { revision, dateOfService, planOfCare, ...changes }));
  await house.settle();
}
/** The claim that is named by session A in a revision. */
const ofRevision = (revision: number) => claimStream(PRACTICE, claimIdOf(PRACTICE, `A|${revision}`));
const claimIn = async (stream: string) => fold(claimDecider, (await house.events(stream)) as never[]);
const reserved = async () => (await story.ledgers()).map((ledger) => therapySums(ledger, 'OT').reservedCents > 0);

describe('a session that is amended across New Year', () => {
  it('after its claim was sent leaves that claim as it was sent, and gets one of its own that can leave', async () => {
    await record(1, OLD_YEAR);
    await story.submit('A');
    const before = await house.types(claimOf('A'));
    await record(2, NEW_YEAR);
    expect(await house.types(claimOf('A'))).toEqual(before);
    expect(await house.streams('claim')).toEqual([claimOf('A'), ofRevision(2)]);
    const own = await claimIn(ofRevision(2));
    expect(own).toMatchObject({ dateOfService: NEW_YEAR, submission: 'draft', holds: [] });
    expect(await story.claim('A')).toMatchObject({ dateOfService: OLD_YEAR, submission: 'sent' });
    expect(await reserved()).toEqual([true, true]);
  });

  it('before its claim was sent takes nothing of the old year along: that draft is dropped, and the new one stays', async () => {
    await record(1, OLD_YEAR);
    await record(2, NEW_YEAR);
    expect(await story.claim('A')).toMatchObject({ closed: 'superseded' });
    expect(await claimIn(ofRevision(2))).toMatchObject({ dateOfService: NEW_YEAR, closed: null });
    expect(await reserved()).toEqual([false, true]);
  });

  it('and back again is drafted under its first name', async () => {
    await record(1, OLD_YEAR);
    await record(2, NEW_YEAR);
    await record(3, OLD_YEAR);
    expect(await story.claim('A')).toMatchObject({ dateOfService: OLD_YEAR, closed: null, submission: 'draft' });
    expect(await claimIn(ofRevision(2))).toMatchObject({ closed: 'superseded' });
    expect(await reserved()).toEqual([true, false]);
  });

  it('keeps the name that it got there when it is amended once more', async () => {
    await record(1, OLD_YEAR);
    await story.submit('A');
    await record(2, NEW_YEAR);
    await record(3, NEW_YEAR, { procedures: [{ code: '97110', minutes: 30 }] });
    expect(await house.streams('claim')).toEqual([claimOf('A'), ofRevision(2)]);
    expect((await claimIn(ofRevision(2))).lines).toMatchObject([{ units: 2 }]);
  });
});

describe('a session whose claim was sent', () => {
  const moved = async (changes: Partial<Session>) => {
    await record(1, '2026-03-05', { planOfCare: session('A').planOfCare });
    await story.submit('A');
    const before = await house.types(claimOf('A'));
    await record(2, '2026-03-05', { planOfCare: session('A').planOfCare, ...changes });
    expect(await house.types(claimOf('A'))).toEqual(before);
    return claimIn(ofRevision(2));
  };

  it('and that is amended to another payer of the same day gets a claim of its own', async () => {
    const coverages = [{ rank: 1, payerId: 'ACME', memberId: 'X1', relationship: 'self' as const }];
    expect(await moved({ coverages })).toMatchObject({ payerId: 'ACME', submission: 'draft' });
    expect(await story.claim('A')).toMatchObject({ payerId: 'MEDICARE-B' });
  });

  it('and that is amended to another patient gets a claim of its own', async () => {
    const own = await moved({ patient: patient('EHR-78') });
    expect(own).toMatchObject({ draft: 1, submission: 'draft' });
    expect(own.patientId).not.toBe((await story.claim('A')).patientId);
  });

  it('and that is amended to another day of the same year gets a claim of its own', async () => {
    expect(await moved({ dateOfService: '2026-03-09' })).toMatchObject({ dateOfService: '2026-03-09', draft: 1 });
  });
});
