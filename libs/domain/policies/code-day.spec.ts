import { describe, expect, it } from '@jest/globals';
import { lineControlNumberOf } from '#libs/contracts/streams.js';
import { fold } from '#libs/kernel/decider.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Procedure, Session } from '#libs/rules/session.js';
import { ledgerDecider } from '../patient-ledger/decider.js';
import { accruedCents, type LedgerState } from '../patient-ledger/state.js';
import { sessionDecider } from '../session/decider.js';
import { noSession, type SessionState } from '../session/state.js';
import { type DayToRecord, recordDay } from './code-day.js';

const practice: PracticeProfile = {
  practiceId: 'demo',
  name: 'Riverside Therapy',
  npi: '1000000004',
  taxId: '123456789',
  taxonomy: '225X00000X',
  address: { line1: '1 Main', city: 'Albany', state: 'NY', zip: '122010001' },
  timeZone: 'America/New_York',
  submitter: { id: 'SUB', name: 'Riverside', contact: { name: 'Office', phone: '5185550100' } },
  receiver: { id: 'REC', name: 'Clearing' },
  locality: 'national',
  charges: { 97166: 18000, 97110: 5500, 97140: 5000, 97530: 6000 },
  payers: [],
};

const session = (sessionId: string, changes: Partial<Session> = {}): Session => ({
  sessionId,
  revision: 1,
  practiceId: 'demo',
  patient: {
    patientId: 'P-7',
    lastName: 'Doe',
    firstName: 'Ann',
    birthDate: '1950-01-01',
    sex: 'F',
    address: { line1: '2 Main', city: 'Albany', state: 'NY', zip: '12201' },
  },
  coverages: [{ rank: 1, payerId: 'MEDICARE-B', memberId: '1EG4TE5MK73', relationship: 'self' }],
  dateOfService: '2026-03-05',
  placeOfService: '11',
  discipline: 'OT',
  renderingProvider: { npi: '1000000004', lastName: 'Roe', firstName: 'Jo' },
  referringProvider: { npi: '1000000012', lastName: 'Poe', firstName: 'Al' },
  planOfCare: { firstTreatmentOn: '2026-03-02', certifiedOn: '2026-03-03' },
  diagnoses: ['M62.81', 'R27.8'],
  documentation: {
    medicalNecessity: true,
    functionalGoals: true,
    treatmentTime: true,
    patientResponse: true,
    planOfCare: true,
  },
  procedures: [{ code: '97110', minutes: 33 }],
  ...changes,
});
const DAY = { patientId: 'patient-1', payerId: 'MEDICARE-B', dateOfService: '2026-03-05' };

function recorded(record: Session, more: Partial<SessionState> = {}): SessionState {
  const result = sessionDecider.decide(
    {
      type: 'RecordSession',
      sessionId: `id-${record.sessionId}`,
      patientId: 'patient-1',
      source: 'main',
      session: record,
    },
    noSession,
  );
  if (!result.ok) throw new Error(result.refusal.code);
  return { ...fold(sessionDecider, result.value), ...more };
}

function written(ledger: LedgerState, input: Partial<DayToRecord>): { ledger: LedgerState; types: readonly string[] } {
  const result = ledgerDecider.decide(recordDay({ ...base, ...input, ledger }).ledger, ledger);
  if (!result.ok) throw new Error(result.refusal.code);
  return { ledger: result.value.reduce(ledgerDecider.evolve, ledger), types: result.value.map((event) => event.type) };
}

const base: DayToRecord = {
  practice,
  reference: builtInReference(),
  day: DAY,
  ledger: ledgerDecider.initial,
  sessions: [recorded(session('A'))],
  underWay: false,
  unsent: new Set(),
  codedAt: new Date('2026-03-05T17:00:00Z'),
  monthBilled: false,
};

/** A ledger in which the payer has answered on the day before. */
function ledgerWithAnswer(answer: { readonly active?: boolean; readonly visitsLeft?: number }): LedgerState {
  const report = { asOf: '2026-03-04', ...answer };
  return { ...ledgerDecider.initial, reports: { 'MEDICARE-B': report } };
}

function codingOf(ledger: LedgerState) {
  return recordDay({ ...base, ledger }).sessions.get('id-A')?.coding;
}

describe('coding a day', () => {
  it('is held where the payer said that the coverage was not active', () => {
    const ledger = ledgerWithAnswer({ active: false });
    expect(codingOf(ledger)).toMatchObject({
      held: true,
      findings: expect.arrayContaining([expect.objectContaining({ rule: 'coverage.inactive', severity: 'error' })]),
    });
    expect(codingOf(ledgerWithAnswer({ active: true }))).toMatchObject({ held: false });
  });

  it("is held where the payer's visits were used since it said how many are left", () => {
    const ledger = ledgerWithAnswer({ visitsLeft: 1 });
    expect(codingOf(ledger)).toMatchObject({ held: false });
    const next = { day: { ...DAY, dateOfService: '2026-03-09' }, codedAt: new Date('2026-03-09T17:00:00Z') };
    const sessions = [recorded(session('B', { dateOfService: '2026-03-09' }))];
    const after = written(ledger, {}).ledger;
    const { sessions: coded } = recordDay({ ...base, ...next, sessions, ledger: after });
    expect(coded.get('id-B')?.coding).toMatchObject({ held: true });
    expect(JSON.stringify(coded.get('id-B'))).toContain('coverage.visit-limit');
  });

  it('drafts one claim of two sessions that pool their units', () => {
    const second = session('B', { procedures: [{ code: '97140', minutes: 7 }] });
    const { ledger, sessions } = recordDay({ ...base, sessions: [recorded(session('A')), recorded(second)] });
    expect(ledger.day.claims).toHaveLength(1);
    const [claim] = ledger.day.claims;
    expect(claim?.holds).toEqual([]);
    expect(claim?.lines.map(({ code, units, modifiers, sessionId }) => [code, units, modifiers, sessionId])).toEqual([
      ['97110', 2, ['GO'], 'id-A'],
      ['97140', 1, ['GO'], 'id-B'],
    ]);
    expect(claim?.lines.map((line) => line.lineControlNumber)).toEqual(
      [1, 2].map((line) => lineControlNumberOf(claim?.claimId as string, line)),
    );
    expect(sessions.get('id-B')?.coding).toMatchObject({ held: false, claimId: claim?.claimId, lines: [{ line: 2 }] });
    expect(ledger.reservations).toEqual([
      {
        claimId: claim?.claimId,
        lines: [expect.objectContaining({ amountCents: 5127 }), expect.objectContaining({ amountCents: 2121 })],
      },
    ]);
  });

  it('makes claims of their own for sessions of another rendering provider', () => {
    const other = session('B', { renderingProvider: { npi: '1000000012', lastName: 'Loe' } });
    const { ledger } = recordDay({ ...base, sessions: [recorded(session('A')), recorded(other)] });
    expect(ledger.day.claims.map((claim) => claim.sessionIds)).toEqual([['id-A'], ['id-B']]);
  });

  it('keeps a session whose procedures were merged into another with that claim', () => {
    const { ledger } = recordDay({ ...base, sessions: [recorded(session('A')), recorded(session('B'))] });
    expect(ledger.day.claims.map((claim) => claim.sessionIds)).toEqual([['id-A', 'id-B']]);
    expect(ledger.day.claims[0]?.lines).toMatchObject([{ code: '97110', units: 4 }]);
  });

  it('renumbers diagnoses and pointers over the sessions of a claim', () => {
    const procedures: Procedure[] = [{ code: '97140', minutes: 15, diagnosisPointers: [1, 2] }];
    const second = session('B', { diagnoses: ['M25.511', 'M62.81'], procedures });
    const { ledger } = recordDay({ ...base, sessions: [recorded(session('A')), recorded(second)] });
    expect(ledger.day.contents[0]?.content.diagnoses).toEqual(['M62.81', 'R27.8', 'M25.511']);
    expect(ledger.day.claims[0]?.lines[1]?.diagnosisPointers).toEqual([3, 1]);
  });

  it('holds the whole day where one session is held, and reserves nothing', () => {
    const bad = session('B', { procedures: [{ code: '99999', minutes: 15 }] });
    const { ledger, sessions } = recordDay({ ...base, sessions: [recorded(session('A')), recorded(bad)] });
    expect(ledger.day.claims[0]?.holds).toMatchObject([{ rule: 'day.held' }]);
    expect(sessions.get('id-A')?.coding).toMatchObject({ held: true });
    expect(sessions.get('id-B')?.coding).toMatchObject({ held: true });
    expect(ledger.day.sessions).toMatchObject([{ held: true }, { held: true, claimId: null }]);
    expect(ledger.reservations).toEqual([]);
  });

  it.each([
    ['2026-03-05T04:59:59.999Z', true],
    ['2026-03-05T05:00:00.000Z', false],
  ])('that lies ahead at %s: %s, is held and coded again when it begins', (instant, ahead) => {
    const { ledger, sessions } = recordDay({ ...base, sessions: [recorded(session('A'))], codedAt: new Date(instant) });
    const rules = sessions.get('id-A')?.coding.findings.map(({ rule }) => rule) ?? [];
    expect([sessions.get('id-A')?.coding.held, rules.includes('filing.not-yet')]).toEqual([ahead, ahead]);
    expect(ledger.day.codeAgainAt).toBe(ahead ? '2026-03-05T05:00:00.000Z' : undefined);
  });

  describe('with management of remote monitoring', () => {
    const MONTH_END = '2026-04-01T00:00:00.000Z';
    const rtm = { interactiveOn: '2026-03-05' };
    const procedures: Procedure[] = [{ code: '98980', minutes: 25, rtm }];
    const managed = {
      sessions: [recorded(session('A', { procedures }))],
      practice: { ...practice, charges: { 98980: 6000 } },
    };
    const rulesOf = ({ sessions }: ReturnType<typeof recordDay>) =>
      sessions.get('id-A')?.coding.findings.map(({ rule }) => rule);

    it('is held until its month is over, and keeps what other days are judged by', () => {
      const { ledger, sessions } = recordDay({ ...base, ...managed });
      expect([ledger.day.claims, ledger.day.monthClosesAt]).toEqual([[], MONTH_END]);
      expect(sessions.get('id-A')?.coding).toMatchObject({ held: true });
      expect(rulesOf(recordDay({ ...base, ...managed }))).toContain('rtm.month-open');
      expect(ledger.day.monitoring).toEqual([
        {
          ...{ sessionId: 'A', procedure: 1, dateOfService: '2026-03-05', code: '98980', episode: '2026-03-02' },
          ...{ therapistMinutes: 25, assistantMinutes: 0, interactiveOn: '2026-03-05' },
        },
      ]);
    });

    it.each([
      ['2026-03-31T23:59:59.999Z', true],
      [MONTH_END, false],
    ])('coded at %s is held: %s', (instant, held) => {
      const result = recordDay({ ...base, ...managed, codedAt: new Date(instant) });
      expect(result.sessions.get('id-A')?.coding.held).toBe(held);
      expect(result.ledger.day.claims.flatMap(({ lines }) => lines.map(({ code, units }) => [code, units]))).toEqual(
        held ? [] : [['98980', 1]],
      );
      expect(result.ledger.day.monthClosesAt).toBe(held ? MONTH_END : undefined);
    });

    it('tells of a change, at its first coding and when it gives up its line, and not of the same again', () => {
      const codedAt = new Date(MONTH_END);
      const flags = (ledger: LedgerState, input: Partial<DayToRecord>) => {
        const result = ledgerDecider.decide(recordDay({ ...base, ...managed, ...input, ledger }).ledger, ledger);
        if (!result.ok) throw new Error(result.refusal.code);
        return result.value.flatMap(({ type, data }) => (type === 'DayCoded' ? [data.monitoringChanged === true] : []));
      };
      const open = written(ledgerDecider.initial, managed).ledger;
      expect(flags(ledgerDecider.initial, {})).toEqual([true]);
      expect(flags(open, { codedAt })).toEqual([false]);
      const billed = written(open, { ...managed, codedAt }).ledger;
      expect(flags(billed, { codedAt })).toEqual([]);
      expect(flags(billed, { codedAt, sessions: [recorded(session('A', { procedures }), { voided: true })] })).toEqual([
        true,
      ]);
    });

    it('waits for nothing any more once a claim of the day is under way', () => {
      const open = written(ledgerDecider.initial, managed).ledger;
      expect(recordDay({ ...base, ...managed, ledger: open, underWay: true }).ledger.day.monthClosesAt).toBeUndefined();
    });
  });

  it('gives no claim for a session that earns no line, and does not hold it', () => {
    const short = session('A', { procedures: [{ code: '97110', minutes: 7 }] });
    const { ledger, sessions } = recordDay({ ...base, sessions: [recorded(short)] });
    expect(ledger.day.claims).toEqual([]);
    expect(sessions.get('id-A')?.coding).toMatchObject({ held: false, claimId: null, lines: [] });
  });

  it('leaves out sessions that were voided or moved to another day, and drops their claims', () => {
    const before = written(ledgerDecider.initial, {}).ledger;
    const gone = recorded(session('A'), { voided: true });
    const { ledger, types } = written(before, { sessions: [gone] });
    expect(types).toEqual(['DayCoded', 'TherapyAmountReleased']);
    expect(accruedCents(ledger, 'OT')).toBe(0);
    const moved = recorded(session('A', { dateOfService: '2026-03-06' }));
    expect(written(before, { sessions: [moved] }).types).toEqual(['DayCoded', 'TherapyAmountReleased']);
    expect(written(ledgerDecider.initial, { sessions: [gone] }).types).toEqual([]);
  });

  it('counts only other claims against the threshold when a day is coded again', () => {
    const opening = {
      type: 'TherapyOpeningBalanceSet' as const,
      data: { patientId: 'patient-1', year: 2026, pool: 'OT' as const, usedCents: 243000 },
    };
    const full = ledgerDecider.evolve(ledgerDecider.initial, opening);
    const attested = session('A', {
      procedures: [{ code: '97110', minutes: 33, attestations: ['above-threshold-necessary'] }],
    });
    const first = written(full, { sessions: [recorded(attested)] });
    expect(first.types).toEqual(['DayCoded', 'TherapyAmountReserved', 'KxThresholdReached']);
    expect(first.ledger.days['2026-03-05|MEDICARE-B']?.claims[0]?.lines[0]?.modifiers).toEqual(['GO', 'KX']);
    expect(written(first.ledger, { sessions: [recorded(attested)] }).types).toEqual([]);
    expect(written(full, {}).ledger.days['2026-03-05|MEDICARE-B']?.claims[0]?.holds).toMatchObject([
      { rule: 'threshold.attestation-missing' },
    ]);
  });

  it('uses what the year has on file: an authorization, a certification, an attestation', () => {
    const facts = [
      {
        type: 'AuthorizationRecorded' as const,
        data: { patientId: 'patient-1', year: 2026, payerId: 'MEDICARE-B', number: 'AUTH1', recordedAt: '' },
      },
      {
        type: 'PlanOfCareCertified' as const,
        data: { patientId: 'patient-1', year: 2026, from: '2026-03-02', signedOn: '2026-03-04', certification: {} },
      },
    ];
    const onFile = facts.reduce(ledgerDecider.evolve, ledgerDecider.initial);
    const bare = recorded(session('A', { planOfCare: undefined }));
    expect(recordDay({ ...base, sessions: [bare] }).ledger.day.claims[0]?.holds).not.toEqual([]);
    const { ledger } = recordDay({ ...base, ledger: onFile, sessions: [bare] });
    expect(ledger.day.claims[0]?.holds).toEqual([]);
    expect(ledger.day.contents[0]?.content.authorizationNumber).toBe('AUTH1');
  });
});

describe('a day whose claim has gone out', () => {
  const sent = written(ledgerDecider.initial, {}).ledger;

  it('stays as it was sent; a session that comes after it is held', () => {
    const input = { ...base, ledger: sent, sessions: [recorded(session('A')), recorded(session('B'))], underWay: true };
    const { ledger, sessions } = recordDay(input);
    expect([...sessions.keys()]).toEqual(['id-B']);
    expect(sessions.get('id-B')?.coding).toMatchObject({ held: true, findings: [{ rule: 'day.already-billed' }] });
    expect(ledger.day.sessions).toMatchObject([
      { sessionId: 'id-A', held: false },
      { sessionId: 'id-B', held: true, claimId: null },
    ]);
    const again = written(sent, input);
    expect(again.types).toEqual(['DayCoded']);
    expect(accruedCents(again.ledger, 'OT')).toBe(accruedCents(sent, 'OT'));
    expect(written(again.ledger, input).types).toEqual([]);
  });

  it('holds a session that was amended since, and marks one that was taken back', () => {
    const amended = recorded(session('A', { revision: 2 }));
    expect(recordDay({ ...base, ledger: sent, sessions: [amended], underWay: true }).ledger.day.sessions).toMatchObject(
      [{ revision: 2, held: true, claimId: expect.any(String) }],
    );
    const voided = recorded(session('A'), { voided: true });
    expect(recordDay({ ...base, ledger: sent, sessions: [voided], underWay: true }).ledger.day.sessions).toMatchObject([
      { revision: 1, voided: true },
    ]);
  });
});
