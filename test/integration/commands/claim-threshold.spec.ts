import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AttestThreshold } from '#libs/commands/claim-path/attest-threshold.js';
import { CodeDay } from '#libs/commands/claim-path/code-day.js';
import { RecordEligibility } from '#libs/commands/claim-path/record-eligibility.js';
import { SetOpeningBalance } from '#libs/commands/claim-path/set-opening-balance.js';
import { RecontestTherapyAmounts, ReleaseTherapyAmounts } from '#libs/commands/claim-path/therapy-amounts.js';
import type { RecordedEvent } from '#libs/commands/sealing.js';
import { sessionIdOf } from '#libs/contracts/streams.js';
import { accruedCents, therapySums } from '#libs/domain/patient-ledger/state.js';
import type { SessionDay } from '#libs/domain/session/state.js';
import { type ClaimHouse, type Desk, openClaimHouse, PRACTICE, session } from './claim-house.js';
import { type ClaimStory, claimId, patient, sessionOf, storyOf } from './claim-story.js';

/** Allowed for one unit of 97110, and for a second one of the same day. */
const [FIRST_UNIT, NEXT_UNIT] = [2906, 2221];
const PATIENTS = Array.from({ length: 16 }, (_, index) => `P${index + 1}`);

let house: ClaimHouse;
let story: ClaimStory;
beforeEach(async () => {
  house = await openClaimHouse();
  house.at('2026-03-06T15:00:00Z');
  story = storyOf(house);
});
afterEach(() => house.close());

async function codeBy(desk: Desk, ehrSessionId: string): Promise<void> {
  const [recorded] = await house.events(sessionOf(ehrSessionId));
  const { patientId, payerId, dateOfService } = (recorded as RecordedEvent).data as unknown as SessionDay;
  const day = { patientId, payerId, dateOfService, sessionId: sessionIdOf(PRACTICE, ehrSessionId) };
  await desk.send(new CodeDay(house.context(), day));
}

const openAt = (ehrPatientId: string, usedCents: number) =>
  house.send(new SetOpeningBalance(house.context(), { ehrPatientId, year: 2026, pool: 'OT', usedCents }));

/** Both sessions of every patient are coded at the same moment, each in a process of its own. */
const codeAllAtOnce = () =>
  Promise.all(PATIENTS.flatMap((id) => [codeBy(house, `${id}-1`), codeBy(house.other, `${id}-2`)]));

describe('two sessions that are coded at the same moment', () => {
  it('cannot both be below the threshold', async () => {
    for (const id of PATIENTS) {
      await house.record(session(`${id}-1`, { patient: patient(id) }));
      await house.record(session(`${id}-2`, { patient: patient(id), dateOfService: '2026-03-06' }));
      await openAt(id, 244_000);
    }
    await codeAllAtOnce();
    const ledgers = await story.ledgers();
    expect(ledgers).toHaveLength(PATIENTS.length);
    for (const state of ledgers) {
      const lines = Object.values(state.days).flatMap((day) => day.claims.flatMap((each) => each.lines));
      expect(lines.map((line) => line.modifiers.includes('KX')).sort()).toEqual([false, true]);
      expect(state.reached).toEqual(['kx.OT']);
      expect(accruedCents(state, 'OT')).toBe(244_000 + 2 * FIRST_UNIT);
    }
  });

  it('pool the units of their day: neither of 8 and 22 minutes counts alone', async () => {
    for (const id of PATIENTS) {
      await house.record(session(`${id}-1`, { patient: patient(id), procedures: [{ code: '97110', minutes: 8 }] }));
      await house.record(session(`${id}-2`, { patient: patient(id), procedures: [{ code: '97110', minutes: 22 }] }));
    }
    await codeAllAtOnce();
    // Before any policy codes a day again: whichever came second must have seen the first.
    for (const state of await story.ledgers()) {
      const [claim, ...others] = Object.values(state.days).flatMap((day) => day.claims);
      expect([claim?.sessionIds.length, others]).toEqual([2, []]);
      const allowedCents = FIRST_UNIT + NEXT_UNIT;
      expect(claim?.lines).toMatchObject([{ code: '97110', units: 2, minutes: 30, allowedCents }]);
      expect(therapySums(state, 'OT').reservedCents).toBe(allowedCents);
    }
  });
});

const unattested = [{ code: '97110', minutes: 15 }];

describe('a line above the threshold', () => {
  const attest = (attested: boolean, on: string) =>
    house.send(new AttestThreshold(house.context(), { ehrPatientId: 'EHR-77', discipline: 'OT', attested, on }));

  it('is held until someone attests, whoever declined before, and held again by a later decline while it is a draft', async () => {
    await house.record(session('A', { procedures: unattested }));
    await openAt('EHR-77', 247_000);
    await house.settle();
    const missing = { submission: 'held', holds: [{ rule: 'threshold.attestation-missing' }] };
    expect(await story.claim('A')).toMatchObject(missing);
    await attest(false, '2026-03-05');
    await house.settle();
    expect(await story.claim('A')).toMatchObject(missing);
    await attest(true, '2026-03-06');
    await house.settle();
    expect(await story.claim('A')).toMatchObject({ submission: 'draft', lines: [{ modifiers: ['GO', 'KX'] }] });
    await attest(false, '2026-03-06');
    await house.settle();
    expect(await story.claim('A')).toMatchObject(missing);
  });

  it('stays as it was sent when someone declines afterwards', async () => {
    await house.record(session('A', { procedures: unattested }));
    await openAt('EHR-77', 247_000);
    await attest(true, '2026-03-06');
    await house.settle();
    await story.submit('A');
    await attest(false, '2026-03-06');
    await house.settle();
    expect(await story.claim('A')).toMatchObject({ submission: 'sent', lines: [{ modifiers: ['GO', 'KX'] }] });
  });

  it('tells of the line for medical review apart from the one for KX', async () => {
    await house.record(session('A'));
    await openAt('EHR-77', 299_000);
    await house.settle();
    expect((await story.ledger()).reached).toEqual(['kx.OT', 'medical-review.OT']);
  });
});

describe('what the payer decides', () => {
  const nothing = { reservedCents: 0, adjudicatedCents: 0, contestedCents: 0 };
  const sums = async () => therapySums(await story.ledger(), 'OT');

  const paid = (remittanceId: string, allowedCents: number) => story.pay('A', { remittanceId, allowedCents });
  const put = (type: string, remittanceId: string, data: object) => story.remit('A', type, { remittanceId, ...data });

  beforeEach(async () => {
    await house.record(session('A'));
    await house.settle();
    await story.submit('A');
  });

  it('moves what was reserved to what it allowed, and a reversal takes exactly that back', async () => {
    expect(await sums()).toEqual({ ...nothing, reservedCents: FIRST_UNIT });
    await paid('R1', 2800);
    expect(await sums()).toEqual({ ...nothing, adjudicatedCents: 2800 });
    await put('ClaimReversed', 'R2', { paidCents: -2000, lines: [], adjustments: [] });
    expect(await sums()).toEqual(nothing);
    await paid('R2', 2700);
    expect(await sums()).toEqual({ ...nothing, adjudicatedCents: 2700 });
  });

  it('keeps a denied line contested, and reserves it again when the claim is sent anew', async () => {
    const lines = [{ line: 1, group: 'CO', reason: '16', remarks: ['MA130'], deniedCents: 5500 }];
    await put('ClaimDenied', 'R1', { number: 1, lines, deniedCents: 5500 });
    expect(await sums()).toEqual({ ...nothing, contestedCents: FIRST_UNIT });
    const { patientId, payerId, lines: charged, content } = await story.claim('A');
    const released = { reason: 'correction', frequency: '1', submissionNumber: 2, releasedAt: '2026-03-21T01:00:00Z' };
    await story.put('A', 'ClaimReleased', {
      claimId: claimId('A'),
      patientId,
      payerId,
      ...released,
      lines: charged,
      content,
    });
    expect(await sums()).toEqual({ ...nothing, reservedCents: FIRST_UNIT });
  });

  it('frees a line whose case was given up, and contests it again when that is taken back', async () => {
    const lines = [{ line: 1, group: 'CO', reason: '50', remarks: [], deniedCents: 5500 }];
    await put('ClaimDenied', 'R1', { number: 1, lines, deniedCents: 5500 });
    const ofCase = { claimId: claimId('A'), denialNumber: 1 };
    await house.send(new ReleaseTherapyAmounts(house.context(), { ...ofCase, reason: 'written-off' }));
    expect(await sums()).toEqual(nothing);
    await house.send(new RecontestTherapyAmounts(house.context(), ofCase));
    expect(await sums()).toEqual({ ...nothing, contestedCents: FIRST_UNIT });
  });
});

describe('a ledger that moves after a line was decided', () => {
  it('leaves the line as it was decided, and names it', async () => {
    const asked = { ehrPatientId: 'EHR-77', payerId: 'MEDICARE-B', asOf: '2026-03-05', otUsedCents: 244_000 };
    await house.send(new RecordEligibility(house.context(), asked));
    await house.record(session('A'));
    await house.settle();
    await house.record(session('B', { dateOfService: '2026-03-06' }));
    await house.settle();
    const modifiers = async () => (await story.claim('B')).lines.map((line) => line.modifiers);
    expect([await modifiers(), (await story.ledger()).drifted]).toEqual([[['GO', 'KX']], {}]);
    // Too short for a unit after all: what it took of the pool is free, and B would be below.
    await house.record(session('A', { revision: 2, procedures: [{ code: '97110', minutes: 7 }] }));
    await house.settle();
    expect(await modifiers()).toEqual([['GO', 'KX']]);
    const named = { claimId: claimId('B'), dateOfService: '2026-03-06', line: 1, code: '97110', kx: true };
    expect((await story.ledger()).drifted).toEqual({ OT: [named] });
  });
});
