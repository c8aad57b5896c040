import { describe, expect, it } from '@jest/globals';
import { given } from '#libs/testing/decider.js';
import { type LedgerCommand, ledgerDecider } from './decider.js';
import { dayCoding, ofClaim, patientYear, reservation } from './ledger-fixtures.js';

const thresholds = { OT: { kxCents: 5000, medicalReviewCents: 6000 } };
const coded = (amountCents: number) => dayCoding({ thresholds, reservations: [reservation(amountCents)] });
const opening = (usedCents: number, pool: 'OT' | 'PT_SLP' = 'OT'): LedgerCommand => ({
  type: 'SetOpeningBalance',
  ...patientYear,
  pool,
  usedCents,
  thresholds,
});
const report = (otUsedCents: number): LedgerCommand => ({
  type: 'ReportPayerBalance',
  ...patientYear,
  payerId: 'MEDICARE-B',
  asOf: '2026-03-01',
  otUsedCents,
  thresholds,
});
const year = { ...patientYear, pool: 'OT' };
const kx = (data: object) => ({
  type: 'KxThresholdReached' as const,
  data: { ...year, thresholdCents: 5000, ...data },
});
const review = (data: object) => ({
  type: 'MedicalReviewThresholdReached' as const,
  data: { ...year, thresholdCents: 6000, ...data },
});

describe('a threshold of the year', () => {
  it('is announced by the claim whose amount goes over it, not where it is met exactly', () => {
    given(ledgerDecider).when(coded(5000)).yields({ type: 'DayCoded' }, { type: 'TherapyAmountReserved' });
    const over = { accruedCents: 6001, claimId: 'C1', dateOfService: '2026-03-02' };
    given(ledgerDecider)
      .when(coded(6001))
      .yields({ type: 'DayCoded' }, { type: 'TherapyAmountReserved' }, kx(over), review(over));
  });

  it('is announced by an opening balance that goes over it, of that pool alone, and names no claim', () => {
    given(ledgerDecider).when(opening(5000)).yields({ type: 'TherapyOpeningBalanceSet' });
    const [, ...announced] = given(ledgerDecider).when(opening(6001)).events;
    const over = { accruedCents: 6001, dateOfService: '2026-01-01' };
    expect(announced).toEqual([kx(over), review(over)]);
    given(ledgerDecider).when(opening(6001, 'PT_SLP')).yields({ type: 'TherapyOpeningBalanceSet' });
  });

  it("is announced by a payer's report that goes over it, as of its day", () => {
    const [, ...announced] = given(ledgerDecider).when(report(5001)).events;
    expect(announced).toEqual([kx({ accruedCents: 5001, dateOfService: '2026-03-01' })]);
    const story = given(ledgerDecider).after(coded(2000));
    story.when(report(4001)).yields({ type: 'PayerBalanceReported' }, kx({ accruedCents: 6001 }), review({}));
  });

  it('is announced where the payer allows more than was expected', () => {
    const adjudicated: LedgerCommand = {
      ...ofClaim,
      type: 'AdjudicateTherapyAmounts',
      remittanceId: 'R1',
      payerControlNumber: 'PCN1',
      lines: [{ line: 1, code: '97110', pool: 'OT', amountCents: 5001 }],
      thresholds,
    };
    given(ledgerDecider)
      .after(coded(4000))
      .when(adjudicated)
      .yields({ type: 'TherapyAmountAdjudicated' }, kx({ claimId: 'C1' }));
  });

  it('is announced once a year, whatever goes over it again', () => {
    given(ledgerDecider).after(coded(6001)).when(coded(6002)).yields({ type: 'TherapyAmountReserved' });
    const [balance, reached] = [given(ledgerDecider).after(opening(5500)), ['kx.OT', 'medical-review.OT']];
    expect(balance.when(report(6001)).events.map(({ type }) => type)).toEqual([
      'PayerBalanceReported',
      'MedicalReviewThresholdReached',
    ]);
    expect(given(ledgerDecider).after(opening(5500), report(6001), opening(0), opening(7000)).state.reached).toEqual(
      reached,
    );
  });

  it('is unknown in a year that is not loaded', () => {
    given(ledgerDecider)
      .when({ ...opening(9_000_000), thresholds: {} } as LedgerCommand)
      .yields({ type: 'TherapyOpeningBalanceSet' });
  });
});
