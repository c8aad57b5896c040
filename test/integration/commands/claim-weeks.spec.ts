import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { VoidSession } from '#libs/commands/claim-path/void-session.js';
import { sessionIdOf } from '#libs/contracts/streams.js';
import { therapySums } from '#libs/domain/patient-ledger/state.js';
import type { Session } from '#libs/rules/session.js';
import { type ClaimHouse, openClaimHouse, PRACTICE, session } from './claim-house.js';
import { CLOSED, type ClaimStory, claimOf, patient, sessionOf, storyOf } from './claim-story.js';

/* 2026-03-02 is a Monday; the week's claim goes out on Sunday 2026-03-08 at 20:00 in New York. */
const SUNDAY_CLOSE = '2026-03-09T00:00:00.000Z';
/** Allowed for one unit of 97110. */
const UNIT = 2906;

let house: ClaimHouse;
let story: ClaimStory;

async function open(grouping: 'day' | 'week'): Promise<void> {
  house = await openClaimHouse({ claimGrouping: grouping });
  story = storyOf(house);
}
afterEach(() => house.close());

/** Records a session at noon of its day, and lets everything follow. */
async function treat(ehrSessionId: string, dateOfService: string, changes: Partial<Session> = {}): Promise<void> {
  house.at(`${dateOfService}T17:00:00Z`);
  await house.record(session(ehrSessionId, { dateOfService, ...changes }));
  await house.settle();
}
const daysOf = async (ehrSessionId: string) =>
  (await story.claim(ehrSessionId)).lines.map(({ line, serviceDate }) => [line, serviceDate]);
const broken = { procedures: [{ code: '99999', minutes: 15 }] };

describe('a practice that bills by week', () => {
  beforeEach(() => open('week'));

  it('drafts a claim on the first day, lets it grow, and sends it at the close of Sunday', async () => {
    await treat('A', '2026-03-03');
    expect(await story.claim('A')).toMatchObject({ dateOfService: '2026-03-03', closesAt: SUNDAY_CLOSE });
    await treat('B', '2026-03-05', { diagnoses: ['R27.8', 'M62.81'] });
    house.at(CLOSED);
    await expect(story.release('A')).rejects.toMatchObject({ code: 'claim.day-open' });
    await treat('C', '2026-03-02');
    await story.submit('A');
    const { lines, content, chargeCents, dateOfService, submission } = await story.claim('A');
    expect([dateOfService, chargeCents, submission]).toEqual(['2026-03-02', 16_500, 'sent']);
    expect(lines.map(({ line, serviceDate, diagnosisPointers }) => [line, serviceDate, diagnosisPointers])).toEqual([
      [1, '2026-03-03', [1]],
      [2, '2026-03-05', [2]],
      [3, '2026-03-02', [1]],
    ]);
    expect(content.diagnoses).toEqual(['M62.81', 'R27.8']);
    expect(await house.streams('claim')).toEqual([claimOf('A')]);
  });

  it('reserves of the pool by day, and gives a day its numbers back when it is coded again', async () => {
    await treat('A', '2026-03-03');
    await treat('B', '2026-03-05');
    expect(therapySums(await story.ledger(), 'OT').reservedCents).toBe(2 * UNIT);
    const two = [
      { code: '97110', minutes: 15 },
      { code: '97140', minutes: 15 },
    ];
    await treat('A', '2026-03-03', { revision: 2, procedures: two });
    expect(await daysOf('A')).toEqual([
      [1, '2026-03-03'],
      [2, '2026-03-05'],
      [3, '2026-03-03'],
    ]);
    const allowed = (await story.claim('A')).lines.reduce((sum, line) => sum + (line.allowedCents ?? 0), 0);
    expect(therapySums(await story.ledger(), 'OT').reservedCents).toBe(allowed);
    await house.send(new VoidSession(house.context(), { source: 'main', ehrSessionId: 'A' }));
    await house.settle();
    expect(await daysOf('A')).toEqual([[2, '2026-03-05']]);
    expect(therapySums(await story.ledger(), 'OT').reservedCents).toBe(UNIT);
  });

  it('lets the other days go out without one that is held, which waits on a claim of its own', async () => {
    await treat('A', '2026-03-03');
    await treat('B', '2026-03-04', broken);
    await treat('C', '2026-03-05');
    await treat('A', '2026-03-03', { revision: 2, ...broken });
    expect(await daysOf('C')).toEqual([]);
    expect(await daysOf('A')).toEqual([[2, '2026-03-05']]);
    await story.submit('A');
    expect(await story.claim('A')).toMatchObject({ submission: 'sent', sessionIds: [sessionIdOf(PRACTICE, 'C')] });
    await treat('B', '2026-03-04', { revision: 2 });
    expect(await story.claim('B')).toMatchObject({ submission: 'draft', holds: [] });
    expect(await daysOf('B')).toEqual([[1, '2026-03-04']]);
  });

  it('brings a held day to the claim of its week once it is free, if that has not gone out', async () => {
    await treat('A', '2026-03-03', broken);
    await treat('B', '2026-03-05');
    await treat('A', '2026-03-03', { revision: 2 });
    expect(await house.types(claimOf('A'))).toEqual([]);
    expect(await daysOf('B')).toEqual([
      [1, '2026-03-05'],
      [2, '2026-03-03'],
    ]);
    expect((await house.events(sessionOf('A'))).at(-1)).toMatchObject({
      type: 'SessionCoded',
      data: { lines: [{ line: 2 }] },
    });
  });

  it('begins a claim of its own for a day that comes after the week went out, and for the next week', async () => {
    await treat('A', '2026-03-03');
    await story.submit('A');
    await treat('B', '2026-03-09');
    house.at('2026-03-09T18:00:00Z');
    await house.record(session('late', { dateOfService: '2026-03-04' }));
    await house.settle();
    expect(await daysOf('B')).toEqual([[1, '2026-03-09']]);
    expect(await story.claim('late')).toMatchObject({ submission: 'draft', closesAt: '2026-03-10T00:00:00.000Z' });
    await treat('same-day', '2026-03-03');
    expect((await house.types(sessionOf('same-day'))).at(-1)).toBe('SessionHeld');
  });

  it('finds another name for the claim of a session that moves to the next week, where other days go by its own', async () => {
    await treat('A', '2026-03-03');
    await treat('B', '2026-03-05');
    await treat('A', '2026-03-10', { revision: 2 });
    expect(await daysOf('A')).toEqual([[2, '2026-03-05']]);
    const [first, second] = await house.streams('claim');
    expect(first).toBe(claimOf('A'));
    const [drafted] = await house.events(second as string);
    expect(drafted?.data).toMatchObject({ dateOfService: '2026-03-10', sessionIds: [sessionIdOf(PRACTICE, 'A')] });
  });

  it('either takes a day that is coded in the moment of release, or leaves it to a claim of its own', async () => {
    const rounds = [1, 2, 3, 4, 5, 6];
    for (const round of rounds) {
      await treat(`${round}-A`, '2026-03-03', { patient: patient(`P${round}`) });
    }
    house.at(SUNDAY_CLOSE);
    for (const round of rounds) {
      await house.record(session(`${round}-B`, { dateOfService: '2026-03-05', patient: patient(`P${round}`) }));
    }
    await Promise.allSettled([house.settle(), ...rounds.map((round) => story.release(`${round}-A`))]);
    await house.settle();
    for (const round of rounds) {
      const first = await story.claim(`${round}-A`);
      const own = await house.types(claimOf(`${round}-B`));
      expect([first.lines.length, own]).toEqual(first.submissions.length > 0 ? [1, ['ClaimDrafted']] : [2, []]);
    }
  });
});

describe('sessions of one claim group', () => {
  beforeEach(() => open('day'));

  it('share a claim that goes out at the close of the day on which they were coded', async () => {
    house.at('2026-03-05T17:00:00Z');
    for (const [id, dateOfService] of [
      ['A', '2026-03-03'],
      ['B', '2026-03-04'],
    ] as const)
      await house.record(session(id, { dateOfService, claimGroup: 'episode' }));
    await house.record(session('C', { dateOfService: '2026-03-05' }));
    await house.settle();
    await story.submit('A');
    expect((await story.claim('A')).submissions[0]?.lines.map((line) => line.serviceDate)).toEqual([
      '2026-03-03',
      '2026-03-04',
    ]);
    expect(await daysOf('C')).toEqual([[1, '2026-03-05']]);
    await treat('D', '2026-03-06', { claimGroup: 'episode' });
    expect(await daysOf('D')).toEqual([[1, '2026-03-06']]);
  });
});
