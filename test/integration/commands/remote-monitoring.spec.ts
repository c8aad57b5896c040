import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CodeDay } from '#libs/commands/claim-path/code-day.js';
import { VoidSession } from '#libs/commands/claim-path/void-session.js';
import { sessionDecider } from '#libs/domain/session/decider.js';
import type { SessionDay, SessionState } from '#libs/domain/session/state.js';
import { fold } from '#libs/kernel/decider.js';
import { codeDay } from '#libs/rules/coding/code-day.js';
import { monitoringEntries } from '#libs/rules/coding/monitoring/monitoring-entry.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Procedure, Session } from '#libs/rules/session.js';
import { type ClaimHouse, openClaimHouse, profile, session } from './claim-house.js';
import { type ClaimStory, claimOf, patient, sessionOf, storyOf } from './claim-story.js';

/** 20:00 in New York on the last of March. */
const MONTH_END = '2026-04-01T00:00:00.000Z';
const NEXT_CLOSE = '2026-04-02T00:00:00.000Z';

let house: ClaimHouse;
let story: ClaimStory;
beforeEach(async () => {
  house = await openClaimHouse({
    charges: { ...profile.charges, 98975: 4000, 98977: 9000, 98979: 3000, 98980: 6000, 98981: 4500 },
  });
  story = storyOf(house);
});
afterEach(() => house.close());

const management = (minutes: number): Procedure => ({ code: '98980', minutes, rtm: { interactiveOn: '2026-03-04' } });
const device = (periodStart: string, daysWithData: number): Procedure => ({
  code: '98977',
  rtm: { periodStart, daysWithData },
});
/** A session of a day of March unless its id is a whole date. */
const of = (id: string, procedure: Procedure, changes: Partial<Session> = {}) =>
  session(id, { dateOfService: id.length > 2 ? id : `2026-03-${id}`, procedures: [procedure], ...changes });

async function record(given: Session, at = `${given.dateOfService}T17:00:00Z`): Promise<void> {
  house.at(at);
  await house.record(given);
  await house.settle();
}

/** What the worker does at the end of the month with each day that waits. */
async function endMonth(...days: readonly string[]): Promise<void> {
  house.at(MONTH_END);
  for (const day of days) await codeAnew(day);
}
async function codeAnew(id: string): Promise<void> {
  await house.send(new CodeDay(house.context(), await codingOf(id)));
  await house.settle();
}
async function codingOf(id: string) {
  const { day, sessionId } = await stateOf(id);
  return { ...(day as SessionDay), sessionId };
}

const stateOf = async (id: string) =>
  fold(sessionDecider, (await house.events(sessionOf(id))) as never[]) as SessionState;
/** `98980×1 98981×1` or the rules that hold it. */
async function outcome(id: string): Promise<string> {
  const { coding } = await stateOf(id);
  if (coding?.held === false) return coding.lines.map(({ code, units }) => `${code}×${units}`).join(' ');
  const errors = coding?.findings.filter(({ severity }) => severity === 'error') ?? [];
  return `held: ${errors.map(({ rule }) => rule).join(' ')}`;
}
const outcomes = (...ids: readonly string[]) => Promise.all(ids.map(outcome));

describe("a month's management of remote monitoring", () => {
  it('waits for the end of the month, each day naming the minutes so far, and is billed once with its last session', async () => {
    await record(of('05', management(12)));
    await record(of('20', management(30)));
    expect(await outcomes('05', '20')).toEqual(['held: rtm.month-open', 'held: rtm.month-open']);
    const { coding } = await stateOf('05');
    expect(coding?.findings[0]?.message).toContain('so far 42 minutes in 2 sessions');
    expect(await house.streams('claim')).toEqual([]);
    await endMonth('05', '20');
    expect(await outcomes('05', '20')).toEqual(['', '98980×1 98981×1']);
    expect(await house.streams('claim')).toEqual([claimOf('20')]);
    await story.submit('20');
    expect(await story.claim('20')).toMatchObject({ submission: 'sent', chargeCents: 10_500 });
  });

  it('does not depend on the order in which its days are coded, and a repeat changes nothing', async () => {
    await record(of('05', management(12)));
    await record(of('20', management(30)));
    await endMonth('20', '05', '20', '05');
    expect(await outcomes('05', '20')).toEqual(['', '98980×1 98981×1']);
    expect(await house.types(claimOf('20'))).toEqual(['ClaimDrafted']);
  });

  it('has the lines that the command line makes of the same sessions', async () => {
    const sessions = [
      of('05', management(12)),
      of('12', device('2026-03-01', 18)),
      of('20', management(30)),
      of('30', device('2026-03-01', 25)),
    ];
    for (const one of sessions) await record(one);
    await endMonth('05', '12', '20', '30');
    const reference = builtInReference();
    const entries = sessions.flatMap((one) => monitoringEntries(one, reference));
    const coded = sessions.map(
      (one) => codeDay({ sessions: [one], practice: profile, reference, monitoring: { entries } }).sessions[0],
    );
    const expected = coded.map((one) => one?.lines.map(({ code, units }) => `${code}×${units}`).join(' ') ?? '');
    expect(expected).toEqual(['', '98977×1', '98980×1 98981×1', '']);
    expect(await outcomes('05', '12', '20')).toEqual(expected.slice(0, 3));
    expect(await outcome('30')).toBe('held: rtm.period-billed');
  });

  it('is coded at once where the month is over, and leaves the day that had the lines for the new last one', async () => {
    await record(of('20', management(25)));
    await endMonth('20');
    await record(of('30', management(20)), '2026-04-01T15:00:00Z');
    expect(await outcomes('20', '30')).toEqual(['', '98980×1 98981×1']);
    expect((await story.claim('20')).closed).not.toBeNull();
    await record(of('10', management(20)), '2026-04-01T16:00:00Z');
    expect(await outcomes('10', '20', '30')).toEqual(['', '', '98980×1 98981×2']);
  });

  it('goes back to the session before where the last one is taken back or amended before it is sent', async () => {
    await record(of('05', management(12)));
    await record(of('20', management(30)));
    await endMonth('05', '20');
    await record(of('20', management(30), { revision: 2, procedures: [{ code: '97110', minutes: 15 }] }), MONTH_END);
    expect(await outcome('05')).toBe('98979×1');
    await record(of('20', management(8), { revision: 3 }), MONTH_END);
    expect(await outcomes('05', '20')).toEqual(['', '98980×1']);
    await record(of('05', management(25), { revision: 2 }), MONTH_END);
    await house.send(new VoidSession(house.context(), { source: 'main', ehrSessionId: '20' }));
    await house.settle();
    expect(await outcome('05')).toBe('98980×1');
    expect((await story.claim('20')).closed).not.toBeNull();
  });

  it('keeps a visit of the same day waiting with it', async () => {
    await record(of('05', management(12)));
    await record(
      of('05', management(12), {
        sessionId: 'visit',
        procedures: [{ code: '97110', minutes: 15, attestations: ['above-threshold-necessary'] }],
      }),
    );
    expect(await outcome('visit')).toBe('held: day.held');
    await endMonth('05');
    expect(await outcomes('05', 'visit')).toEqual(['98979×1', '97110×1']);
  });
});

describe('two at once', () => {
  it('code the days of a month at its end, and the lines stand on one claim', async () => {
    await record(of('05', management(12)));
    await record(of('20', management(30)));
    const commands = await Promise.all(['05', '20', '05', '20'].map(codingOf));
    house.at(MONTH_END);
    const desks = [house, house.other];
    await Promise.all(commands.map((data, place) => desks[place % 2]?.send(new CodeDay(house.context(), data))));
    await house.settle();
    expect(await outcomes('05', '20')).toEqual(['', '98980×1 98981×1']);
    expect(await house.streams('claim')).toEqual([claimOf('20')]);
  });

  it.each([
    ['30', ['', '98980×1 98981×1']],
    ['10', ['98980×1 98981×1', '']],
  ])(
    'release the claim of a month and code one of the %s that comes late: it counts, or is held',
    async (day, counted) => {
      const rounds = ['1', '2', '3', '4'].map((round) => ({
        ...{ first: `${round}-first`, late: `${round}-late` },
        given: { patient: patient(`P${round}`) },
      }));
      for (const { first, given } of rounds) {
        await record(of('20', management(25), { ...given, sessionId: first }));
        await endMonth(first);
      }
      house.at(NEXT_CLOSE);
      for (const { late, given } of rounds) await house.record(of(day, management(20), { ...given, sessionId: late }));
      await Promise.allSettled([house.settle(), ...rounds.map(({ first }) => story.release(first))]);
      await house.settle();
      for (const { first, late } of rounds) {
        const isSent = (await story.claim(first)).submissions.length > 0;
        const expected = isSent ? ['98980×1', 'held: rtm.month-already-billed'] : counted;
        expect(await outcomes(first, late)).toEqual(expected);
        await codeAnew(late);
        expect(await outcomes(first, late)).toEqual(expected);
      }
    },
  );

  it('do not send a claim of a month whose session just came, before its day is coded anew', async () => {
    await record(of('20', management(25)));
    await endMonth('20');
    house.at(NEXT_CLOSE);
    await house.record(of('10', management(20)));
    await house.send(new CodeDay(house.context(), await codingOf('10')));
    await expect(story.release('20')).rejects.toMatchObject({ code: 'claim.draft-outdated' });
    await house.settle();
    expect(await outcomes('10', '20')).toEqual(['', '98980×1 98981×1']);
    await story.submit('20');
    expect(await story.claim('20')).toMatchObject({ submission: 'sent', chargeCents: 10_500 });
  });
});

describe('a month whose claim was sent', () => {
  beforeEach(async () => {
    await record(of('05', management(12)));
    await record(of('20', management(30)));
    await endMonth('05', '20');
    await story.submit('20');
  });

  it('takes no later session: it is held, and the claim stays as it is', async () => {
    await record(of('10', management(40)), '2026-04-02T15:00:00Z');
    await record(of('30', management(40)), '2026-04-02T15:00:00Z');
    expect(await outcomes('10', '30')).toEqual(['held: rtm.month-already-billed', 'held: rtm.month-already-billed']);
    expect(await outcomes('05', '20')).toEqual(['', '98980×1 98981×1']);
    expect(await house.streams('claim')).toEqual([claimOf('20')]);
  });

  it('holds a session of it that is amended: as sent where it carried the lines, as billed where it was counted', async () => {
    house.at('2026-04-02T15:00:00Z');
    await record(of('20', management(60), { revision: 2 }), '2026-04-02T15:00:00Z');
    await record(of('05', management(60), { revision: 2 }), '2026-04-02T15:00:00Z');
    expect(await outcomes('05', '20')).toEqual(['held: rtm.month-already-billed', 'held: day.already-billed']);
    await record(of('05', management(12), { revision: 3 }), '2026-04-02T15:00:00Z');
    expect(await outcome('05')).toBe('');
  });

  it('marks a counted session that is taken back, and lets nobody else have its place', async () => {
    await house.send(new VoidSession(house.context(), { source: 'main', ehrSessionId: '05' }));
    await house.settle();
    const [year] = await story.ledgers();
    expect(year?.days['2026-03-05|MEDICARE-B']?.sessions).toMatchObject([{ voided: true }]);
    await record(of('06', management(12)), '2026-04-02T15:00:00Z');
    expect(await outcome('06')).toBe('held: rtm.month-already-billed');
  });

  it('leaves the next month alone', async () => {
    await record(of('2026-04-10', { ...management(25), rtm: { interactiveOn: '2026-04-10' } }), '2026-05-02T15:00:00Z');
    expect(await outcome('2026-04-10')).toBe('98980×1');
  });
});

describe('a device', () => {
  it('is billed once in 30 days over all of the patient’s days, and an earlier one that is recorded late takes nothing away', async () => {
    await record(of('20', device('2026-03-01', 18)));
    await record(of('30', device('2026-03-01', 25)));
    await record(of('10', device('2026-03-01', 16)), '2026-03-31T15:00:00Z');
    expect(await outcomes('10', '20', '30')).toEqual(['held: rtm.period-billed', '98977×1', 'held: rtm.period-billed']);
  });

  it('frees the period for another session where its own is taken back', async () => {
    await record(of('20', device('2026-03-01', 18)));
    await record(of('30', device('2026-03-01', 25)));
    await house.send(new VoidSession(house.context(), { source: 'main', ehrSessionId: '20' }));
    await house.settle();
    expect(await outcome('30')).toBe('98977×1');
  });

  it('sees the period of the year before', async () => {
    const plan = { planOfCare: { firstTreatmentOn: '2025-12-15', certifiedOn: '2025-12-16' } };
    await record(of('2025-12-30', device('2025-12-20', 18), plan));
    await record(of('2026-01-10', device('2025-12-20', 22), plan));
    await record(of('2026-01-30', device('2026-01-19', 16), plan));
    expect(await outcomes('2025-12-30', '2026-01-10', '2026-01-30')).toEqual([
      '98977×1',
      'held: rtm.period-billed',
      '98977×1',
    ]);
  });
});
