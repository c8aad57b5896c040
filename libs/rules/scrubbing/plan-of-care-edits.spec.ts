import { describe, expect, it } from '@jest/globals';
import type { PlanOfCare, Session } from '../session.js';
import { said, toldOf, without } from '../testing/scrubbed.js';
import { VisitHistory } from './visit-history.js';

const plan = (planOfCare: PlanOfCare, given: Partial<Session> = {}, asOf = '2026-03-20') =>
  said({ ...given, planOfCare }, { asOf });
const start = { firstTreatmentOn: '2026-03-02' };

describe('the plan of care', () => {
  it('must be recorded for Medicare Part B alone', () => {
    expect(said(without('planOfCare'))).toEqual(['error poc.missing']);
    const coverages = [{ rank: 1, payerId: 'HARBOR', memberId: 'H1234567', relationship: 'self' as const }];
    expect(said({ ...without('planOfCare'), coverages })).toEqual([]);
  });

  it('may be unsigned for thirty days from the first treatment', () => {
    expect(plan(start, {}, '2026-04-01')).toEqual([]);
    expect(plan(start, {}, '2026-04-02')).toEqual(['error poc.uncertified']);
  });

  it('is signed late rather than never, which is said', () => {
    expect(plan({ ...start, certifiedOn: '2026-04-01' }, {}, '2026-04-10')).toEqual([]);
    expect(plan({ ...start, certifiedOn: '2026-04-02' }, {}, '2026-04-10')).toEqual(['warning poc.delayed']);
  });

  it('needs no signature where an order is on file and the plan was sent in time, from 2025', () => {
    const ordered = { ...start, orderOnFileOn: '2026-02-20', sentOn: '2026-04-01' };
    expect(plan(ordered, {}, '2026-05-01')).toEqual([]);
    expect(plan({ ...ordered, certifiedOn: '2026-05-15' }, {}, '2026-05-20')).toEqual([]);
    expect(plan({ ...ordered, sentOn: '2026-04-02' }, {}, '2026-05-01')).toEqual(['error poc.uncertified']);
    expect(plan({ ...ordered, orderOnFileOn: '2026-03-03' }, {}, '2026-05-01')).toEqual(['error poc.uncertified']);
    const earlier = { firstTreatmentOn: '2024-12-31', orderOnFileOn: '2024-12-01', sentOn: '2025-01-05' };
    expect(plan(earlier, { dateOfService: '2025-01-02' }, '2025-03-01')).toEqual(['error poc.uncertified']);
    const first = { firstTreatmentOn: '2025-01-01', orderOnFileOn: '2024-12-01', sentOn: '2025-01-05' };
    expect(plan(first, { dateOfService: '2025-01-02' }, '2025-03-01')).toEqual([]);
  });

  it('lasts ninety days from the first treatment at most, or as long as it says', () => {
    const signed = { ...start, certifiedOn: '2026-03-10' };
    expect(plan(signed, { dateOfService: '2026-05-31' }, '2026-06-01')).toEqual([]);
    expect(plan(signed, { dateOfService: '2026-06-01' }, '2026-06-01')).toEqual(['error poc.not-covered']);
    const short = { ...signed, endsOn: '2026-03-31' };
    expect(plan(short, { dateOfService: '2026-03-31' }, '2026-04-02')).toEqual([]);
    expect(plan(short, { dateOfService: '2026-04-01' }, '2026-04-02')).toEqual(['error poc.not-covered']);
    expect(plan(signed, { dateOfService: '2026-03-01' }, '2026-03-20')).toEqual(['error poc.not-covered']);
  });

  it('is renewed by a recertification, also after its own end, and that one needs a signature', () => {
    const on = { dateOfService: '2026-06-01' };
    const renewed = (recert: { from: string; signedOn?: string; to?: string }) => ({
      ...start,
      certifiedOn: '2026-03-10',
      endsOn: '2026-05-29',
      orderOnFileOn: '2026-02-01',
      sentOn: '2026-03-03',
      certifications: [{ kind: 'recert' as const, ...recert }],
    });
    expect(plan(renewed({ from: '2026-05-30', signedOn: '2026-06-05' }), on, '2026-06-10')).toEqual([]);
    expect(plan(renewed({ from: '2026-05-30' }), on, '2026-06-29')).toEqual([]);
    expect(plan(renewed({ from: '2026-05-30' }), on, '2026-06-30')).toEqual(['error poc.uncertified']);
    expect(plan(renewed({ from: '2026-05-30', to: '2026-05-31' }), on, '2026-06-10')).toEqual([
      'error poc.not-covered',
    ]);
  });

  it('takes a spoken certification for fourteen days, and counts it from its own day once signed', () => {
    const spoken = (signedOn?: string) => ({
      ...start,
      certifications: [
        { kind: 'initial' as const, from: '2026-03-02', verbalOn: '2026-03-20', ...(signedOn && { signedOn }) },
      ],
    });
    expect(plan(spoken(), {}, '2026-04-03')).toEqual([]);
    expect(plan(spoken(), {}, '2026-04-04')).toEqual(['error poc.verbal-unsigned']);
    expect(plan(spoken('2026-04-03'), {}, '2026-05-01')).toEqual([]);
    expect(plan(spoken('2026-04-04'), {}, '2026-05-01')).toEqual(['warning poc.delayed']);
  });

  it('takes the signature wherever it is recorded', () => {
    const twice = {
      ...start,
      certifications: [
        { kind: 'initial' as const, from: '2026-03-02' },
        { kind: 'initial' as const, from: '2026-03-02', signedOn: '2026-03-09' },
      ],
    };
    expect(plan(twice, {}, '2026-05-01')).toEqual([]);
  });
});

describe('a certification', () => {
  const signed = { ...start, certifiedOn: '2026-03-10' };
  const on = (dateOfService: string) => ({ dateOfService });
  const recert = (from: string, given: object = {}) => ({ kind: 'recert' as const, from, signedOn: from, ...given });
  const initial = (given: object) => ({ kind: 'initial' as const, from: '2026-03-02', ...given });
  const uncovered = (planOfCare: PlanOfCare, dateOfService: string) =>
    toldOf('poc.not-covered', [{ planOfCare, dateOfService }], { asOf: '2026-09-01' });

  it('names the day to which the last one runs', () => {
    const says = (day: string, to: string) => [
      `error poc.not-covered: the service of ${day} is under no certification; the last one runs to ${to} (have the plan recertified, and record it)`,
    ];
    expect(uncovered(signed, '2026-06-01')).toEqual(says('2026-06-01', '2026-05-31'));
    const renewed = { ...signed, certifications: [recert('2026-05-01'), recert('2026-04-01', { to: '2026-04-30' })] };
    expect(uncovered(renewed, '2026-08-01')).toEqual(says('2026-08-01', '2026-07-30'));
    const restated = { ...signed, certifications: [initial({ to: '2026-03-20' })] };
    expect(uncovered(restated, '2026-03-21')).toEqual(says('2026-03-21', '2026-03-20'));
  });

  it('never outlasts ninety days, whatever end is stated', () => {
    expect(uncovered({ ...signed, endsOn: '2026-12-31' }, '2026-06-01')).toHaveLength(1);
    const renewed = { ...signed, certifications: [recert('2026-06-01', { to: '2026-12-31' })] };
    expect(uncovered(renewed, '2026-08-30')).toEqual([]);
    expect(uncovered(renewed, '2026-08-31')).toHaveLength(1);
  });

  it('takes its end from the plan unless the plan ends before it begins', () => {
    const ending = (endsOn: string) => ({ ...signed, endsOn, certifications: [recert('2026-05-01')] });
    expect(uncovered(ending('2026-05-10'), '2026-05-10')).toEqual([]);
    expect(uncovered(ending('2026-05-10'), '2026-05-11')).toHaveLength(1);
    expect(uncovered(ending('2026-05-01'), '2026-05-02')).toHaveLength(1);
    expect(uncovered(ending('2026-04-30'), '2026-05-11')).toEqual([]);
  });

  it('is the latest recertification that includes the day, in whatever order they are listed', () => {
    const twice = [recert('2026-04-15', { signedOn: undefined }), recert('2026-04-01')];
    for (const certifications of [twice, [...twice].reverse()]) {
      const planOfCare = { ...signed, certifications };
      expect(plan(planOfCare, on('2026-04-14'), '2026-07-01')).toEqual([]);
      expect(plan(planOfCare, on('2026-04-15'), '2026-07-01')).toEqual(['error poc.uncertified']);
    }
  });

  it('keeps the plan’s own signature where a recertification is listed', () => {
    expect(plan({ ...signed, certifications: [recert('2026-05-01')] }, {}, '2026-07-01')).toEqual([]);
    expect(plan({ ...start, certifications: [recert('2026-05-01')] }, {}, '2026-07-01')).toEqual([
      'error poc.uncertified',
    ]);
  });

  it('is excused by an order on the first day, but no recertification is, nor a plan that was not sent', () => {
    const ordered = { ...start, orderOnFileOn: '2026-03-02', sentOn: '2026-03-05' };
    expect(plan(ordered, {}, '2026-05-01')).toEqual([]);
    expect(plan({ ...ordered, sentOn: undefined } as never, {}, '2026-05-01')).toEqual(['error poc.uncertified']);
    expect(plan({ ...ordered, orderOnFileOn: undefined } as never, {}, '2026-05-01')).toEqual([
      'error poc.uncertified',
    ]);
    const renewed = {
      ...ordered,
      certifications: [recert('2026-04-01', { signedOn: undefined, sentOn: '2026-04-02' })],
    };
    expect(plan(renewed, on('2026-04-02'), '2026-07-01')).toEqual(['error poc.uncertified']);
  });

  it('tells when it was due, in every case', () => {
    const tell = (rule: string, planOfCare: PlanOfCare) => toldOf(rule, [{ planOfCare }], { asOf: '2026-07-01' });
    expect(tell('poc.uncertified', start)).toEqual([
      'error poc.uncertified: the certification from 2026-03-02 was due on 2026-04-01 and is not signed (have it signed: a late signature counts)',
    ]);
    expect(tell('poc.verbal-unsigned', { ...start, certifications: [initial({ verbalOn: '2026-03-20' })] })).toEqual([
      'error poc.verbal-unsigned: the spoken certification of 2026-03-20 was to be signed by 2026-04-03 (have it signed)',
    ]);
    expect(tell('poc.delayed', { ...start, certifiedOn: '2026-04-02' })).toEqual([
      'warning poc.delayed: certified on 2026-04-02; due was 2026-04-01 (keep the reason for the delay on file)',
    ]);
    expect(toldOf('poc.missing', [without('planOfCare')])).toEqual([
      'error poc.missing: planOfCare is missing (record the plan of care)',
    ]);
  });
});

describe('the progress report', () => {
  const day = (index: number) => `2026-03-${String(index + 1).padStart(2, '0')}`;
  const treat = (visits: VisitHistory, index: number, given: Partial<Session> = {}) =>
    said({ dateOfService: day(index), planOfCare: PLAN, ...given }, { visits, asOf: '2026-04-01' });
  const PLAN = { firstTreatmentOn: day(1), certifiedOn: '2026-03-10' };
  const treatedTenDays = () => {
    const visits = new VisitHistory();
    const found = Array.from({ length: 10 }, (_, index) => treat(visits, index + 1));
    expect(found.flat()).toEqual([]);
    return visits;
  };

  it('is due at least every ten treatment days', () => {
    expect(treat(treatedTenDays(), 11)).toEqual(['warning progress.report-due']);
  });

  it('is told with the day and the report that the count goes on from', () => {
    const visits = treatedTenDays();
    const due = (given: Partial<Session>) =>
      toldOf('progress.report-due', [{ dateOfService: day(11), planOfCare: PLAN, ...given }], {
        visits,
        asOf: day(30),
      });
    const fix = '(write the report, or record progressReportOn)';
    expect(due({})).toEqual([
      `warning progress.report-due: treatment day 11 and no progress report is recorded ${fix}`,
    ]);
    for (let index = 12; index <= 20; index += 1) treat(visits, index, { progressReportOn: day(2) });
    expect(due({ dateOfService: day(21) })).toEqual([
      `warning progress.report-due: treatment day 19 since the progress report of ${day(2)} ${fix}`,
    ]);
    expect(due({ dateOfService: day(21), progressReportOn: day(21) })).toEqual([]);
  });

  it('starts the count anew, whichever session tells of it', () => {
    expect(treat(treatedTenDays(), 11, { progressReportOn: day(10) })).toEqual([]);
    const visits = treatedTenDays();
    treat(visits, 11, { progressReportOn: day(11) });
    expect(treat(visits, 12)).toEqual([]);
    expect(treat(treatedTenDays(), 11, { progressReportOn: day(20) })).toEqual(['warning progress.report-due']);
  });

  it('counts days of treatment, not sessions, not those of another discipline or of a plan before', () => {
    const visits = treatedTenDays();
    expect(treat(visits, 10)).toEqual([]);
    expect(treat(visits, 11, { discipline: 'PT' })).toEqual([]);
    expect(treat(visits, 12, { planOfCare: { firstTreatmentOn: day(11), certifiedOn: day(12) } })).toEqual([]);
  });

  it('counts a held session as well: the patient was treated', () => {
    const visits = new VisitHistory();
    for (let index = 1; index <= 10; index += 1) treat(visits, index, without('referringProvider'));
    expect(treat(visits, 11)).toEqual(['warning progress.report-due']);
  });
});
