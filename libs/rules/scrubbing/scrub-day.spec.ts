import { describe, expect, it } from '@jest/globals';
import type { PricedSession } from '../coded-session.js';
import { codeDay } from '../coding/code-day.js';
import type { PracticeTerms } from '../practice.js';
import { openLedger } from '../pricing/ledger.js';
import { builtInReference } from '../reference/built-in.js';
import type { Session } from '../session.js';
import { coveredBy, procedures, SAMPLE_PRACTICE, sampleSession } from '../testing/sample.js';
import { isNpi } from './provider-edits.js';
import { scrubDay } from './scrub-day.js';
import { VisitHistory } from './visit-history.js';

const reference = builtInReference();

interface Around {
  readonly asOf?: string;
  readonly practice?: PracticeTerms;
  readonly visits?: VisitHistory;
}

function scrub(given: readonly Partial<Session>[], around: Around = {}): readonly PricedSession[] {
  const { asOf = '2026-03-20', practice = SAMPLE_PRACTICE, visits = new VisitHistory() } = around;
  const sessions = given.map((one, index) => sampleSession({ sessionId: `S${index + 1}`, ...one }));
  const day = codeDay({ sessions, practice, reference });
  return scrubDay({ sessions, day, practice, reference, balances: openLedger(0, 0), asOf, visits }).sessions;
}

function rules(given: Partial<Session>, around: Around = {}): string[] {
  return (scrub([given], around)[0]?.findings ?? [])
    .filter((one) => one.severity !== 'info')
    .map((one) => `${one.severity} ${one.rule}`);
}

const without = (...fields: (keyof Session)[]) =>
  Object.fromEntries(fields.map((field) => [field, undefined])) as Partial<Session>;

describe('scrubbing', () => {
  it('finds nothing against a complete session', () => {
    expect(rules({})).toEqual([]);
    expect(scrub([{}])[0]?.held).toBe(false);
  });

  it('holds the whole day where one session is held', () => {
    const [first, second] = scrub([{}, { procedures: procedures('97140 15, 97124 15') }]);
    expect([first?.held, second?.held]).toEqual([true, true]);
    expect(first?.findings.map((one) => one.rule)).toContain('day.held');
    expect(second?.findings.map((one) => one.rule)).not.toContain('day.held');
    expect(first?.lines[0]?.accruedCents).toBe(0);
  });

  it('takes for an error what a preview may leave open', () => {
    expect(rules({ procedures: procedures('97116 15') })).toEqual(['error charge.missing']);
    expect(
      rules({ procedures: procedures('97150 30') }, { practice: { ...SAMPLE_PRACTICE, charges: { '97150': 4000 } } }),
    ).toEqual(['error group.size-missing']);
    expect(rules({}, { practice: { ...SAMPLE_PRACTICE, charges: { '97110': 0 } } })).toEqual(['error charge.zero']);
  });

  it.each<[string, Partial<Session>]>([
    [
      'error patient.incomplete',
      { patient: { patientId: 'P1', lastName: 'Example', firstName: 'Erin', birthDate: '1950-01-15', sex: 'F' } },
    ],
    ['error patient.born-after-service', { patient: { ...sampleSession().patient, birthDate: '2026-03-03' } }],
    ['error provider.referring-missing', without('referringProvider')],
    ['error provider.npi-check-digit', { renderingProvider: { npi: '1234567890', lastName: 'Therapist' } }],
    ['error provider.name-missing', { renderingProvider: { npi: '1234567893' } }],
    ['error diagnosis.format', { diagnoses: ['25.511'] }],
    ['error diagnosis.duplicate', { diagnoses: ['M25.511', 'M25511'] }],
    ['error diagnosis.too-many', { diagnoses: Array.from({ length: 13 }, (_, index) => `M25.${500 + index}`) }],
    ['error diagnosis.pointer', { procedures: procedures('97110 30', { diagnosisPointers: [2] }) }],
    [
      'error coverage.inactive',
      { coverages: [{ rank: 1, payerId: 'MEDICARE-B', memberId: '1', relationship: 'self', to: '2026-03-01' }] },
    ],
    ['error coverage.member-id-missing', { coverages: [{ rank: 1, payerId: 'MEDICARE-B', relationship: 'self' }] }],
    [
      'error coverage.subscriber',
      { coverages: [{ rank: 1, payerId: 'MEDICARE-B', memberId: '1', relationship: 'spouse' }] },
    ],
    ['error authorization.expired', { authorization: { number: 'A1', to: '2026-03-01' } }],
    ['error authorization.visits-used-up', { authorization: { number: 'A1', visits: 10, visitsUsed: 10 } }],
    ['error place.facility', { placeOfService: '22' }],
    ['error documentation.missing', { documentation: { medicalNecessity: false } }],
    ['warning documentation.missing', without('documentation')],
    ['error poc.missing', without('planOfCare')],
  ])('says %s', (rule, given) => {
    expect(rules(given)).toEqual([rule]);
  });

  it('sends supplies of Medicare patients to the equipment contractor, and bills non-covered items with GY alone', () => {
    const practice = { ...SAMPLE_PRACTICE, charges: { L4396: 10000, A9270: 2000 } };
    expect(rules({ procedures: procedures('L4396') }, { practice })).toEqual(['error supply.dme-mac']);
    expect(rules({ procedures: procedures('A9270') }, { practice })).toEqual(['error supply.needs-gy']);
    expect(rules({ abn: 'GY', procedures: procedures('A9270') }, { practice })).toEqual([]);
  });

  it('counts units of a code over the day against its limit', () => {
    const practice = { ...SAMPLE_PRACTICE, charges: { '97112': 5800 } };
    const [first] = scrub([{ procedures: procedures('97112 75') }], { practice });
    expect(first?.findings.find((one) => one.rule === 'mue.exceeded')?.message).toBe(
      '97112 has 5 units on the day; the limit is 4',
    );
    expect(rules({ procedures: procedures('97112 60') }, { practice })).toEqual([]);
  });

  it('counts visits of an authorization over the days of the file', () => {
    const visits = new VisitHistory();
    const authorization = { number: 'A1', visits: 2, visitsUsed: 0 };
    const on = (dateOfService: string) => rules({ dateOfService, authorization }, { visits });
    expect([on('2026-03-02'), on('2026-03-05'), on('2026-03-09')]).toEqual([
      [],
      [],
      ['error authorization.visits-used-up'],
    ]);
  });

  it("asks commercial payers' own questions and none of Medicare's", () => {
    const practice: PracticeTerms = {
      ...SAMPLE_PRACTICE,
      payers: [
        {
          payerId: 'STRICT',
          name: 'Strict',
          kind: 'COMMERCIAL',
          unitMethod: 'AMA_PER_CODE',
          authorizationRequired: true,
          fees: { '97110': 3000 },
        },
      ],
    };
    const given = { ...coveredBy('STRICT'), ...without('referringProvider', 'planOfCare') };
    expect(rules(given, { practice })).toEqual(['error authorization.missing']);
  });
});

describe('timely filing', () => {
  it('ends for Medicare after one calendar year, and warns for thirty days before', () => {
    expect(rules({}, { asOf: '2027-01-30' })).toEqual([]);
    expect(rules({}, { asOf: '2027-01-31' })).toEqual(['warning filing.near']);
    expect(rules({}, { asOf: '2027-03-02' })).toEqual(['warning filing.near']);
    expect(rules({}, { asOf: '2027-03-03' })).toEqual(['error filing.passed']);
  });

  it("follows a commercial payer's days", () => {
    expect(rules(coveredBy('HARBOR'), { asOf: '2026-08-29' })).toEqual(['warning filing.near']);
    expect(rules(coveredBy('HARBOR'), { asOf: '2026-08-30' })).toEqual(['error filing.passed']);
  });
});

describe('the plan of care', () => {
  const plan = (planOfCare: Session['planOfCare'], given: Partial<Session> = {}, asOf = '2026-03-20') =>
    rules({ ...given, ...(planOfCare && { planOfCare }) }, { asOf });
  const start = { firstTreatmentOn: '2026-03-02' };

  it('may be unsigned for thirty days from the first treatment', () => {
    expect(plan(start, {}, '2026-04-01')).toEqual([]);
    expect(plan(start, {}, '2026-04-02')).toEqual(['error poc.uncertified']);
    expect(plan({ ...start, certifiedOn: '2026-04-05' }, {}, '2026-04-10')).toEqual(['warning poc.delayed']);
  });

  it('needs no signature where an order is on file and the plan was sent in time, from 2025', () => {
    const ordered = { ...start, orderOnFileOn: '2026-02-20', sentOn: '2026-04-01' };
    expect(plan(ordered, {}, '2026-05-01')).toEqual([]);
    expect(plan({ ...ordered, sentOn: '2026-04-02' }, {}, '2026-05-01')).toEqual(['error poc.uncertified']);
    const earlier = { firstTreatmentOn: '2024-12-31', orderOnFileOn: '2024-12-01', sentOn: '2025-01-05' };
    expect(plan(earlier, { dateOfService: '2025-01-02' }, '2025-03-01')).toEqual(['error poc.uncertified']);
  });

  it('lasts ninety days from the first treatment at most, then wants a recertification', () => {
    const signed = { ...start, certifiedOn: '2026-03-10' };
    expect(plan(signed, { dateOfService: '2026-05-31' }, '2026-06-01')).toEqual([]);
    expect(plan(signed, { dateOfService: '2026-06-01' }, '2026-06-01')).toEqual(['error poc.not-covered']);
    expect(plan({ ...signed, endsOn: '2026-03-31' }, { dateOfService: '2026-04-01' }, '2026-04-02')).toEqual([
      'error poc.not-covered',
    ]);
    const recertified = {
      ...signed,
      certifications: [{ kind: 'recert' as const, from: '2026-05-30', signedOn: '2026-06-05' }],
    };
    expect(plan(recertified, { dateOfService: '2026-06-01' }, '2026-06-10')).toEqual([]);
  });

  it('takes a spoken certification for fourteen days', () => {
    const spoken = {
      ...start,
      certifications: [{ kind: 'initial' as const, from: '2026-03-02', verbalOn: '2026-03-20' }],
    };
    expect(plan(spoken, {}, '2026-04-03')).toEqual([]);
    expect(plan(spoken, {}, '2026-04-04')).toEqual(['error poc.verbal-unsigned']);
  });
});

describe('the check digit of an NPI', () => {
  it('is computed over 80840 and the number', () => {
    expect(['1234567893', '1245319599', '1993999998'].map(isNpi)).toEqual([true, true, true]);
    expect(['1234567890', '123456789', '12345678933', 'ABCDEFGHIJ'].map(isNpi)).toEqual([false, false, false, false]);
  });
});
