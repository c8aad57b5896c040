import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AcknowledgeClaim } from '#libs/commands/claim-path/acknowledge-claim.js';
import { CodeDay } from '#libs/commands/claim-path/code-day.js';
import { ConfigurePractice } from '#libs/commands/claim-path/configure-practice.js';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import { VoidSession } from '#libs/commands/claim-path/void-session.js';
import { sessionIdOf } from '#libs/contracts/streams.js';
import { accruedCents, therapySums } from '#libs/domain/patient-ledger/state.js';
import { type ClaimHouse, openClaimHouse, PRACTICE, profile, session } from './claim-house.js';
import { CLOSED, type ClaimStory, claimId, claimOf, sessionOf, storyOf } from './claim-story.js';

let house: ClaimHouse;
let story: ClaimStory;
beforeEach(async () => {
  house = await openClaimHouse();
  story = storyOf(house);
});
afterEach(() => house.close());

describe('from a session to a submission', () => {
  it('drafts at once, releases at the close of day, and submits once', async () => {
    await house.record(session('A'));
    await house.settle();
    expect(await house.types(sessionOf('A'))).toEqual(['SessionRecorded', 'SessionCoded']);
    expect(await house.types(claimOf('A'))).toEqual(['ClaimDrafted']);
    await expect(story.release('A')).rejects.toMatchObject({ code: 'claim.day-open' });
    await story.submit('A');
    expect(await story.release('A')).toMatchObject({ status: 'nothing-to-do' });
    expect(await house.types(claimOf('A'))).toEqual(['ClaimDrafted', 'ClaimReleased', 'ClaimSubmitted']);
    expect(await story.claim('A')).toMatchObject({ submission: 'sent', chargeCents: 5500 });
    const answer = { submissionNumber: 1, kind: '277CA' as const, accepted: true, statuses: [], interchangeId: 'I1' };
    await house.send(new AcknowledgeClaim(house.context(), { claimId: claimId('A'), ...answer }));
    expect(await story.claim('A')).toMatchObject({ submission: 'accepted' });
  });

  it('keeps whatever identifies a patient out of what stands in clear', async () => {
    await house.record(session('EHR-SESSION-1', { patient: { ...session('A').patient }, claimGroup: 'secret-group' }));
    await house.settle();
    await story.submit('EHR-SESSION-1');
    const { rows } = await house.database.pool.query<{ clear: string }>(
      `select string_agg(stream || data::text || actor || command_id, ' ') as clear from store.events`,
    );
    for (const secret of [
      'EHR-77',
      'EHR-SESSION-1',
      'Zimmermann',
      '1EG4TE5MK73',
      '1950-01-01',
      'secret-group',
      'M62.81',
    ])
      expect(rows[0]?.clear).not.toContain(secret);
  });

  it('tells a repeated command what it was told first, and changes nothing', async () => {
    const command = new RecordSession(house.context(randomUUID()), { source: 'main', session: session('A') });
    const first = await house.send(command);
    expect(first).toMatchObject({ status: 'done', repeated: false, result: { sessionId: sessionIdOf(PRACTICE, 'A') } });
    const again = await Promise.all([house.send(command), house.other.send(command)]);
    expect(again).toEqual([
      { ...first, repeated: true },
      { ...first, repeated: true },
    ]);
    expect(await house.record(session('A'))).toMatchObject({ status: 'nothing-to-do' });
    expect(await house.types(sessionOf('A'))).toEqual(['SessionRecorded']);
    expect(await house.send(new ConfigurePractice(house.context(), { profile }))).toMatchObject({
      status: 'nothing-to-do',
    });
  });

  it('does the same once where the policies answer every event twice', async () => {
    await house.record(session('A'));
    await house.settle();
    const before = await house.database.pool.query('select count(*) from store.events');
    await house.other.settle();
    expect((await house.database.pool.query('select count(*) from store.events')).rows).toEqual(before.rows);
  });
});

describe('a day with two sessions', () => {
  it('pools their units in one claim when both are coded at once in two processes', async () => {
    await house.record(session('A', { procedures: [{ code: '97110', minutes: 8 }] }));
    await house.record(session('B', { procedures: [{ code: '97110', minutes: 22 }] }));
    await Promise.all([house.settle(), house.other.settle()]);
    const { lines, sessionIds } = await story.claim('A');
    expect(lines).toMatchObject([{ code: '97110', units: 2, minutes: 30 }]);
    expect(sessionIds).toEqual([sessionIdOf(PRACTICE, 'A'), sessionIdOf(PRACTICE, 'B')]);
    expect(therapySums(await story.ledger(), 'OT').reservedCents).toBe(lines[0]?.allowedCents);
  });

  it('is coded in the order of recording, whichever session asks first', async () => {
    await house.record(session('A'));
    await house.record(session('B', { procedures: [{ code: '97140', minutes: 15 }] }));
    const [patient] = (await house.events(sessionOf('B'))).map((event) => event.data.patientId as string);
    const day = { patientId: patient as string, payerId: 'MEDICARE-B', dateOfService: '2026-03-05' };
    await house.send(new CodeDay(house.context(), { ...day, sessionId: sessionIdOf(PRACTICE, 'B') }));
    await house.settle();
    expect((await story.claim('A')).lines.map((line) => line.code)).toEqual(['97110', '97140']);
    expect(await house.types(claimOf('B'))).toEqual([]);
  });

  it('holds both where one is held, and frees both by the amendment that cures it', async () => {
    await house.record(session('A'));
    await house.record(session('B', { procedures: [{ code: '99999', minutes: 15 }] }));
    await house.settle();
    expect((await house.types(sessionOf('A'))).at(-1)).toBe('SessionHeld');
    expect(await story.claim('A')).toMatchObject({ submission: 'held', holds: [{ rule: 'day.held' }] });
    expect(accruedCents(await story.ledger(), 'OT')).toBe(0);
    house.at(CLOSED);
    expect(await story.release('A')).toMatchObject({ status: 'refused', refusal: { code: 'claim.held' } });
    await house.record(session('B', { revision: 2, procedures: [{ code: '97140', minutes: 15 }] }));
    await house.settle();
    expect((await house.types(sessionOf('A'))).at(-1)).toBe('SessionCoded');
    expect(await story.claim('A')).toMatchObject({ submission: 'draft', holds: [] });
    expect((await story.claim('A')).lines).toHaveLength(2);
  });

  it('drops the claim of a session that was taken back', async () => {
    await house.record(session('A'));
    await house.settle();
    await house.send(new VoidSession(house.context(), { source: 'main', ehrSessionId: 'A' }));
    await house.settle();
    expect(await story.claim('A')).toMatchObject({ closed: 'superseded' });
    expect(accruedCents(await story.ledger(), 'OT')).toBe(0);
  });

  it('codes both days when an amendment moves a session', async () => {
    await house.record(session('A'));
    await house.record(session('B', { procedures: [{ code: '97140', minutes: 15 }] }));
    await house.settle();
    await house.record(
      session('B', { revision: 2, dateOfService: '2026-03-04', procedures: [{ code: '97140', minutes: 15 }] }),
    );
    await house.settle();
    expect((await story.claim('A')).lines.map((line) => line.code)).toEqual(['97110']);
    expect(await story.claim('B')).toMatchObject({ dateOfService: '2026-03-04', submission: 'draft' });
  });
});

describe('a day that has gone out', () => {
  it('holds what comes after it as already billed', async () => {
    await house.record(session('A'));
    await house.settle();
    await story.submit('A');
    await house.record(session('B'));
    await house.settle();
    const held = (await house.events(sessionOf('B'))).at(-1);
    expect(held).toMatchObject({ type: 'SessionHeld', data: { rules: [{ rule: 'day.already-billed' }] } });
    expect(await house.types(claimOf('A'))).toEqual(['ClaimDrafted', 'ClaimReleased', 'ClaimSubmitted']);
  });

  it('has either gone out with a session that came in the same moment, or held it', async () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    for (const name of names)
      await house.record(session(name, { patient: { ...session('x').patient, patientId: name } }));
    await house.settle();
    house.at(CLOSED);
    const second = (name: string) =>
      session(`${name}-late`, {
        patient: { ...session('x').patient, patientId: name },
        procedures: [{ code: '97140', minutes: 15 }],
      });
    for (const name of names) await house.record(second(name));
    const releases = await Promise.allSettled([house.settle(), ...names.map((name) => story.release(name))]);
    for (const each of releases)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'claim.draft-outdated' });
    await house.settle();
    for (const name of names) {
      const { submissions, sessionIds } = await story.claim(name);
      const late = (await house.types(sessionOf(`${name}-late`))).at(-1);
      expect([sessionIds.length, late]).toEqual(submissions.length > 0 ? [1, 'SessionHeld'] : [2, 'SessionCoded']);
    }
  });
});
