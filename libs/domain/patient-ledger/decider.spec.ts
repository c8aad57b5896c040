import { describe, expect, it } from '@jest/globals';
import { given } from '#libs/testing/decider.js';
import { type LedgerCommand, ledgerDecider } from './decider.js';
import { dayCoding, noThresholds, ofClaim, patientYear, reservation } from './ledger-fixtures.js';
import { accruedCents, authorizationFor, deductibleLeftCents, therapySums } from './state.js';
import type { AdjudicateTherapyAmounts } from './therapy-commands.js';

const adjudicated = (
  amountCents: number,
  changes: Partial<Pick<AdjudicateTherapyAmounts, 'remittanceId' | 'payerControlNumber' | 'decidedOn'>> = {},
) =>
  ({
    type: 'AdjudicateTherapyAmounts',
    ...ofClaim,
    remittanceId: 'R1',
    payerControlNumber: 'PCN1',
    lines: [{ line: 1, code: '97110', pool: 'OT', amountCents }],
    ...changes,
  }) satisfies LedgerCommand;
const contested: LedgerCommand = { type: 'ContestTherapyAmounts', ...ofClaim, remittanceId: 'R1', lines: [1] };
const released: LedgerCommand = { type: 'ReleaseTherapyAmounts', ...ofClaim, reason: 'written-off', lines: null };
const reversed: LedgerCommand = {
  type: 'ReverseTherapyAmounts',
  ...ofClaim,
  payerControlNumber: 'PCN1',
  remittanceId: 'R2',
};

const ofC1 = (claimId: string) => claimId === 'C1';

describe('the day book', () => {
  it('takes a day with what its claims reserve, and the same coding again changes nothing', () => {
    given(ledgerDecider)
      .when(dayCoding())
      .yields(
        { type: 'DayCoded', data: { dateOfService: '2026-03-02', droppedClaimIds: [] } },
        { type: 'TherapyAmountReserved', data: { claimId: 'C1', lines: reservation(5000).lines } },
      );
    given(ledgerDecider).after(dayCoding()).when(dayCoding()).yieldsNothing();
  });

  it('replaces what a claim had reserved when the day is coded again', () => {
    const story = given(ledgerDecider).after(dayCoding(), dayCoding({ reservations: [reservation(7000)] }));
    expect(therapySums(story.state, 'OT').reservedCents).toBe(7000);
  });

  it('frees what a claim reserved that the day no longer has', () => {
    given(ledgerDecider)
      .after(dayCoding())
      .when(dayCoding({ claimId: 'C2', reservations: [reservation(5000, 'C2')] }))
      .yields(
        { type: 'DayCoded', data: { droppedClaimIds: ['C1'] } },
        { type: 'TherapyAmountReleased', data: { claimId: 'C1', reason: 'superseded' } },
        { type: 'TherapyAmountReserved', data: { claimId: 'C2' } },
      );
  });

  it('reserves nothing for a day that is held', () => {
    const story = given(ledgerDecider).after(dayCoding(), dayCoding({ reservations: [] }));
    expect(accruedCents(story.state, 'OT')).toBe(0);
  });

  it('keeps the newest schedule of visits, and says nothing where it is told the same again', () => {
    const planned: LedgerCommand = {
      type: 'ScheduleVisits',
      ...patientYear,
      schedule: { visits: [{ on: '2026-03-16' }] },
    };
    const story = given(ledgerDecider).after(planned);
    story.when(planned).yieldsNothing();
    story.when({ ...planned, schedule: { visits: [] } }).yields({ type: 'VisitsScheduled' });
  });

  it('counts the opening balance of a pool towards its threshold', () => {
    const opening: LedgerCommand = {
      type: 'SetOpeningBalance',
      ...patientYear,
      ...noThresholds,
      pool: 'OT',
      usedCents: 215000,
    };
    const story = given(ledgerDecider).after(opening, dayCoding());
    expect(accruedCents(story.state, 'OT')).toBe(220000);
    expect(accruedCents(story.state, 'OT', ofC1)).toBe(215000);
    expect(accruedCents(story.state, 'PT_SLP')).toBe(0);
    story.when(opening).yieldsNothing();
  });
});

describe("a therapy pool's three sums", () => {
  const sums = (...commands: readonly LedgerCommand[]) =>
    therapySums(given(ledgerDecider).after(dayCoding(), ...commands).state, 'OT');

  it('move from reserved to adjudicated at what the payer allowed', () => {
    expect(sums(adjudicated(4800))).toEqual({ reservedCents: 0, adjudicatedCents: 4800, contestedCents: 0 });
  });

  it('move from reserved to contested while a denial is open, and are free once its case closes unpaid', () => {
    expect(sums(contested)).toEqual({ reservedCents: 0, adjudicatedCents: 0, contestedCents: 5000 });
    expect(sums(contested, released)).toEqual({ reservedCents: 0, adjudicatedCents: 0, contestedCents: 0 });
  });

  it('contest only the part of a line that was not allowed', () => {
    expect(sums(adjudicated(3000), contested)).toMatchObject({ adjudicatedCents: 3000, contestedCents: 2000 });
  });

  it('move from contested to adjudicated when the denial is paid after all', () => {
    const paid = adjudicated(5000, { remittanceId: 'R2', payerControlNumber: 'PCN2' });
    expect(sums(contested, paid)).toEqual({ reservedCents: 0, adjudicatedCents: 5000, contestedCents: 0 });
  });

  it('take back by a reversal exactly what its payer control number had, and add the correction anew', () => {
    expect(sums(adjudicated(4800), reversed).adjudicatedCents).toBe(0);
    expect(sums(adjudicated(4800), reversed, adjudicated(5000, { remittanceId: 'R2' })).adjudicatedCents).toBe(5000);
    expect(sums(adjudicated(4800, { payerControlNumber: 'OTHER' }), reversed).adjudicatedCents).toBe(4800);
  });

  it('do not change when the same decision, reversal or denial is counted again', () => {
    const story = given(ledgerDecider).after(dayCoding(), adjudicated(4800));
    story.when(adjudicated(4800)).yieldsNothing();
    story.after(reversed).when(reversed).yieldsNothing();
    story.after(reversed).when(adjudicated(4800)).yieldsNothing();
    given(ledgerDecider).after(dayCoding(), contested).when(contested).yieldsNothing();
    given(ledgerDecider).after(dayCoding()).when(released).yieldsNothing();
  });
});

describe("a patient's facts", () => {
  const report = (asOf: string, deductibleLeftCents: number): LedgerCommand => ({
    type: 'ReportPayerBalance',
    ...patientYear,
    ...noThresholds,
    payerId: 'MEDICARE-B',
    asOf,
    deductibleLeftCents,
  });

  it('leave no deductible where nobody asked the payer', () => {
    expect(deductibleLeftCents(given(ledgerDecider).state, 'MEDICARE-B')).toBe(0);
  });

  it('use up the reported deductible with lines that the payer had not decided by then', () => {
    const later = dayCoding({
      claimId: 'C2',
      dateOfService: '2026-03-05',
      reservations: [reservation(5000, 'C2', 1200)],
    });
    const before = dayCoding({ reservations: [reservation(5000, 'C1', 9000)] });
    const decided = adjudicated(5000, { decidedOn: '2026-03-04' });
    const { state } = given(ledgerDecider).after(before, decided, report('2026-03-04', 3000), later);
    expect(deductibleLeftCents(state, 'MEDICARE-B')).toBe(1800);
    expect(deductibleLeftCents(state, 'MEDICARE-B', (claimId) => claimId === 'C2')).toBe(3000);
  });

  it('keep the newest answer of a payer', () => {
    const story = given(ledgerDecider).after(report('2026-03-04', 3000));
    story.when(report('2026-03-01', 9900)).yieldsNothing();
    story.when(report('2026-03-04', 3000)).yieldsNothing();
    story.when(report('2026-03-05', 2500)).yields({ type: 'PayerBalanceReported' });
  });

  it('find the newest authorization that covers the day', () => {
    const authorization = (number: string, span: { from?: string; to?: string }): LedgerCommand => ({
      type: 'RecordAuthorization',
      ...patientYear,
      payerId: 'ACME',
      number,
      recordedAt: '2026-03-01T00:00:00.000Z',
      ...span,
    });
    const old = authorization('A1', {});
    const story = given(ledgerDecider).after(old, authorization('A2', { from: '2026-03-01', to: '2026-03-31' }));
    expect(authorizationFor(story.state, 'ACME', '2026-03-31')?.number).toBe('A2');
    expect(authorizationFor(story.state, 'ACME', '2026-04-01')?.number).toBe('A1');
    expect(authorizationFor(story.state, 'OTHER', '2026-03-31')).toBeUndefined();
    story.when({ ...old, recordedAt: '2026-03-09T00:00:00.000Z' } as LedgerCommand).yieldsNothing();
  });

  it('are each recorded once', () => {
    const facts: LedgerCommand[] = [
      {
        type: 'AwaitAuthorization',
        ...patientYear,
        payerId: 'ACME',
        dateOfService: '2026-03-02',
        denialId: 'C1-1',
        claimId: 'C1',
      },
      { type: 'CertifyPlanOfCare', ...patientYear, from: '2026-03-02', signedOn: '2026-03-05', certification: {} },
      { type: 'AttestThreshold', ...patientYear, pool: 'OT', attested: true, on: '2026-03-02', by: 'ehr:main' },
      { type: 'AttestThreshold', ...patientYear, pool: 'PT_SLP', attested: false, on: '2026-03-02', by: 'ehr:main' },
    ];
    for (const fact of facts) given(ledgerDecider).after(fact).when(fact).yieldsNothing();
  });
});
