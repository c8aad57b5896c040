import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AcknowledgeClaim } from '#libs/commands/claim-path/acknowledge-claim.js';
import { CertifyPlanOfCare } from '#libs/commands/claim-path/certify-plan-of-care.js';
import { CodeDay } from '#libs/commands/claim-path/code-day.js';
import { ConfigurePractice } from '#libs/commands/claim-path/configure-practice.js';
import { ReceiveInterchange } from '#libs/commands/claim-path/interchanges.js';
import { RecordAuthorization } from '#libs/commands/claim-path/record-authorization.js';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import { ReleaseClaim } from '#libs/commands/claim-path/release-claim.js';
import { SubmitClaim } from '#libs/commands/claim-path/submit-claim.js';
import { VoidSession } from '#libs/commands/claim-path/void-session.js';
import { claimIdOf, claimStream, parseStream, sessionIdOf, sessionStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import type { ClaimState } from '#libs/domain/claim/state.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { accruedCents, type LedgerState, therapySums } from '#libs/domain/patient-ledger/state.js';
import { fold } from '#libs/kernel/decider.js';
import { type ClaimHouse, openClaimHouse, PRACTICE, profile, session } from './claim-house.js';

const CLOSED = '2026-03-06T01:00:00Z';
const claimId = (ehrSessionId: string) => claimIdOf(PRACTICE, ehrSessionId);
const claimOf = (ehrSessionId: string) => claimStream(PRACTICE, claimId(ehrSessionId));
const sessionOf = (ehrSessionId: string) => sessionStream(PRACTICE, sessionIdOf(PRACTICE, ehrSessionId));

let house: ClaimHouse;
beforeEach(async () => {
  house = await openClaimHouse();
});
afterEach(() => house.close());

async function claim(ehrSessionId: string): Promise<ClaimState> {
  return fold(claimDecider, (await house.events(claimOf(ehrSessionId))) as never[]);
}
async function ledgers(): Promise<LedgerState[]> {
  const streams = await house.streams('ledger');
  return Promise.all(streams.map(async (stream) => fold(ledgerDecider, (await house.events(stream)) as never[])));
}
async function ledger(): Promise<LedgerState> {
  return (await ledgers())[0] as LedgerState;
}
const release = (ehrSessionId: string) =>
  house.send(new ReleaseClaim(house.context(), { claimId: claimId(ehrSessionId) }));

async function submitted(ehrSessionId: string): Promise<void> {
  house.at(CLOSED);
  await release(ehrSessionId);
  const numbers = { interchangeControlNumber: 1, groupControlNumber: 1, transactionControlNumber: '0001' };
  const data = { claimId: claimId(ehrSessionId), submissionNumber: 1, ...numbers, usage: 'T' as const };
  await house.send(new SubmitClaim(house.context(), data));
}

describe('from a session to a submission', () => {
  it('drafts at once, releases at the close of day, and submits once', async () => {
    await house.record(session('A'));
    await house.settle();
    expect(await house.types(sessionOf('A'))).toEqual(['SessionRecorded', 'SessionCoded']);
    expect(await house.types(claimOf('A'))).toEqual(['ClaimDrafted']);
    await expect(release('A')).rejects.toMatchObject({ code: 'claim.day-open' });
    await submitted('A');
    expect(await release('A')).toMatchObject({ status: 'nothing-to-do' });
    expect(await house.types(claimOf('A'))).toEqual(['ClaimDrafted', 'ClaimReleased', 'ClaimSubmitted']);
    expect(await claim('A')).toMatchObject({ submission: 'sent', chargeCents: 5500 });
    const answer = { submissionNumber: 1, kind: '277CA' as const, accepted: true, statuses: [], interchangeId: 'I1' };
    await house.send(new AcknowledgeClaim(house.context(), { claimId: claimId('A'), ...answer }));
    expect(await claim('A')).toMatchObject({ submission: 'accepted' });
  });

  it('keeps whatever identifies a patient out of what stands in clear', async () => {
    await house.record(session('EHR-SESSION-1', { patient: { ...session('A').patient }, claimGroup: 'secret-group' }));
    await house.settle();
    await submitted('EHR-SESSION-1');
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
    const { lines, sessionIds } = await claim('A');
    expect(lines).toMatchObject([{ code: '97110', units: 2, minutes: 30 }]);
    expect(sessionIds).toEqual([sessionIdOf(PRACTICE, 'A'), sessionIdOf(PRACTICE, 'B')]);
    expect(therapySums(await ledger(), 'OT').reservedCents).toBe(lines[0]?.allowedCents);
  });

  it('is coded in the order of recording, whichever session asks first', async () => {
    await house.record(session('A'));
    await house.record(session('B', { procedures: [{ code: '97140', minutes: 15 }] }));
    const [patient] = (await house.events(sessionOf('B'))).map((event) => event.data.patientId as string);
    const day = { patientId: patient as string, payerId: 'MEDICARE-B', dateOfService: '2026-03-05' };
    await house.send(new CodeDay(house.context(), { ...day, sessionId: sessionIdOf(PRACTICE, 'B') }));
    await house.settle();
    expect((await claim('A')).lines.map((line) => line.code)).toEqual(['97110', '97140']);
    expect(await house.types(claimOf('B'))).toEqual([]);
  });

  it('holds both where one is held, and frees both by the amendment that cures it', async () => {
    await house.record(session('A'));
    await house.record(session('B', { procedures: [{ code: '99999', minutes: 15 }] }));
    await house.settle();
    expect((await house.types(sessionOf('A'))).at(-1)).toBe('SessionHeld');
    expect(await claim('A')).toMatchObject({ submission: 'held', holds: [{ rule: 'day.held' }] });
    expect(accruedCents(await ledger(), 'OT')).toBe(0);
    house.at(CLOSED);
    expect(await release('A')).toMatchObject({ status: 'refused', refusal: { code: 'claim.held' } });
    await house.record(session('B', { revision: 2, procedures: [{ code: '97140', minutes: 15 }] }));
    await house.settle();
    expect((await house.types(sessionOf('A'))).at(-1)).toBe('SessionCoded');
    expect(await claim('A')).toMatchObject({ submission: 'draft', holds: [] });
    expect((await claim('A')).lines).toHaveLength(2);
  });

  it('drops the claim of a session that was taken back', async () => {
    await house.record(session('A'));
    await house.settle();
    await house.send(new VoidSession(house.context(), { source: 'main', ehrSessionId: 'A' }));
    await house.settle();
    expect(await claim('A')).toMatchObject({ closed: 'superseded' });
    expect(accruedCents(await ledger(), 'OT')).toBe(0);
  });

  it('codes both days when an amendment moves a session', async () => {
    await house.record(session('A'));
    await house.record(session('B', { procedures: [{ code: '97140', minutes: 15 }] }));
    await house.settle();
    await house.record(
      session('B', { revision: 2, dateOfService: '2026-03-04', procedures: [{ code: '97140', minutes: 15 }] }),
    );
    await house.settle();
    expect((await claim('A')).lines.map((line) => line.code)).toEqual(['97110']);
    expect(await claim('B')).toMatchObject({ dateOfService: '2026-03-04', submission: 'draft' });
  });
});

describe('the threshold', () => {
  it('cannot be passed by two days that are coded at once, each believing itself below', async () => {
    const patients = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6'];
    for (const patientId of patients) {
      const patient = { ...session('x').patient, patientId };
      await house.record(session(`${patientId}-1`, { patient }));
      await house.record(session(`${patientId}-2`, { patient, dateOfService: '2026-03-06' }));
    }
    const ids = await Promise.all(
      patients.map(async (id) => (await house.events(sessionOf(`${id}-1`)))[0]?.data.patientId as string),
    );
    for (const patientId of ids) {
      const opening = { patientId, year: 2026, pool: 'OT' as const, usedCents: 244_000 };
      await house.executor.execute(house.context(), async () => ({
        ok: true,
        value: {
          appends: [
            {
              stream: `${PRACTICE}/ledger-${patientId}-2026`,
              version: 0,
              events: [{ type: 'TherapyOpeningBalanceSet', data: opening }],
            },
          ],
        },
      }));
    }
    const code = (desk: Pick<ClaimHouse, 'send'>, patientId: string, ehrSessionId: string, dateOfService: string) =>
      desk.send(
        new CodeDay(house.context(), {
          patientId,
          payerId: 'MEDICARE-B',
          dateOfService,
          sessionId: sessionIdOf(PRACTICE, ehrSessionId),
        }),
      );
    await Promise.all(
      ids.flatMap((patientId, index) => [
        code(house, patientId, `${patients[index]}-1`, '2026-03-05'),
        code(house.other, patientId, `${patients[index]}-2`, '2026-03-06'),
      ]),
    );
    for (const state of await ledgers()) {
      const lines = Object.values(state.days).flatMap((day) => day.claims.flatMap((each) => each.lines));
      expect(lines.map((line) => line.modifiers.includes('KX')).sort()).toEqual([false, true]);
      expect(state.reached).toEqual(['kx.OT']);
      expect(accruedCents(state, 'OT')).toBe(244_000 + 2 * 2906);
    }
  });
});

describe('a day that has gone out', () => {
  it('holds what comes after it as already billed', async () => {
    await house.record(session('A'));
    await house.settle();
    await submitted('A');
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
    const releases = await Promise.allSettled([house.settle(), ...names.map((name) => release(name))]);
    for (const each of releases)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'claim.draft-outdated' });
    await house.settle();
    for (const name of names) {
      const { submissions, sessionIds } = await claim(name);
      const late = (await house.types(sessionOf(`${name}-late`))).at(-1);
      expect([sessionIds.length, late]).toEqual(submissions.length > 0 ? [1, 'SessionHeld'] : [2, 'SessionCoded']);
    }
  });

  it('moves what it reserved to what the payer allowed, and back by a reversal', async () => {
    await house.record(session('A'));
    await house.settle();
    await submitted('A');
    const state = await claim('A');
    const { patientId, payerId, lines } = state;
    const remitted = { claimId: claimId('A'), patientId, payerId, submissionNumber: 1, remittanceClaim: 0 };
    const decision = { payerControlNumber: 'PCN1', paymentDate: '2026-03-20', chargeCents: 5500, patientCents: 500 };
    const line = {
      line: 1,
      code: '97110',
      modifiers: ['GO'],
      chargeCents: 5500,
      paidCents: 2000,
      adjustments: [],
      remarks: [],
    };
    const put = async (type: string, data: object) => {
      const version = (await house.events(claimOf('A'))).length;
      const append = { stream: claimOf('A'), version, events: [{ type, data: { ...remitted, ...decision, ...data } }] };
      await house.executor.execute(house.context(), async () => ({ ok: true, value: { appends: [append] } }));
      await house.settle();
      return therapySums(await ledger(), 'OT');
    };
    const paid = {
      payerKind: 'MEDICARE_B',
      dateOfService: '2026-03-05',
      status: '1',
      paidCents: 2000,
      adjustments: [],
      remarks: [],
      crossedOver: false,
    };
    const sums = { reservedCents: 0, adjudicatedCents: 0, contestedCents: 0 };
    expect(therapySums(await ledger(), 'OT')).toEqual({ ...sums, reservedCents: lines[0]?.allowedCents });
    const adjudicated = { ...paid, remittanceId: 'R1', lines: [{ ...line, allowedCents: 2800 }] };
    expect(await put('ClaimAdjudicated', adjudicated)).toEqual({ ...sums, adjudicatedCents: 2800 });
    const reversed = { remittanceId: 'R2', paidCents: -2000, lines: [], adjustments: [] };
    expect(await put('ClaimReversed', reversed)).toEqual(sums);
  });
});

describe('facts that come by themselves', () => {
  it('stand in the ledger of each year that they cover', async () => {
    const authorization = {
      ehrPatientId: 'EHR-77',
      payerId: 'ACME',
      number: 'AUTH-9',
      from: '2026-11-01',
      to: '2027-02-28',
    };
    await house.send(new RecordAuthorization(house.context(), authorization));
    expect((await house.streams('ledger')).map((stream) => parseStream(stream).id.slice(-4))).toEqual(['2026', '2027']);
    expect((await ledgers()).map((state) => state.authorizations)).toMatchObject([
      [{ number: 'AUTH-9' }],
      [{ number: 'AUTH-9' }],
    ]);
  });

  it('free a day that was held for want of them', async () => {
    await house.record(session('A', { planOfCare: { firstTreatmentOn: '2026-01-02' } }));
    await house.settle();
    expect(await claim('A')).toMatchObject({ submission: 'held', holds: [{ rule: 'poc.uncertified' }] });
    const certification = { kind: 'initial' as const, from: '2026-01-02', signedOn: '2026-03-05' };
    await house.send(new CertifyPlanOfCare(house.context(), { ehrPatientId: 'EHR-77', certification }));
    await house.settle();
    expect(await claim('A')).toMatchObject({ submission: 'draft', holds: [] });
    expect((await house.types(sessionOf('A'))).at(-1)).toBe('SessionCoded');
  });

  it('know an interchange that came before', async () => {
    const file = { interchangeId: 'I1', payerId: 'ACME', sha256: 'ab', bytes: 3, senderId: 'ACME', controlNumber: '1' };
    const receive = (fileId: string) =>
      house.send(
        new ReceiveInterchange(house.context(), {
          ...file,
          fileId,
          transactionSets: ['835'],
          receivedAt: CLOSED,
          fileName: 'a.835',
        }),
      );
    expect(await receive('F1')).toMatchObject({ status: 'done', result: { duplicate: false, firstFileId: 'F1' } });
    expect(await receive('F1')).toMatchObject({ status: 'nothing-to-do', result: { duplicate: false } });
    expect(await receive('F2')).toMatchObject({ status: 'done', result: { duplicate: true, firstFileId: 'F1' } });
  });
});
