import { describe, expect, it } from '@jest/globals';
import { given } from '#libs/testing/decider.js';
import { type LedgerCommand, ledgerDecider } from './decider.js';
import { dayCoding, noThresholds, ofClaim, patientYear, reservation } from './ledger-fixtures.js';
import { accruedCents, ownLinesOf } from './state.js';

const reported = (asOf: string, otUsedCents: number): LedgerCommand => ({
  type: 'ReportPayerBalance',
  ...patientYear,
  ...noThresholds,
  payerId: 'MEDICARE-B',
  asOf,
  otUsedCents,
});
/** The payer allowed 5000 for line 1 of C1, as was expected. */
const decided = (decidedOn?: string): LedgerCommand => ({
  type: 'AdjudicateTherapyAmounts',
  ...ofClaim,
  remittanceId: 'R1',
  payerControlNumber: 'PCN1',
  ...(decidedOn !== undefined && { decidedOn }),
  lines: [{ line: 1, code: '97110', pool: 'OT', amountCents: 5000 }],
});
const contested: LedgerCommand = { type: 'ContestTherapyAmounts', ...ofClaim, remittanceId: 'R1', lines: null };
const accruedAfter = (...commands: readonly LedgerCommand[]) =>
  accruedCents(given(ledgerDecider).after(...commands).state, 'OT');

describe('what a payer reported as used', () => {
  it('is what KX is decided by where that is more than we know, with what we code since on top', () => {
    const { state } = given(ledgerDecider).after(reported('2026-03-01', 198_000), dayCoding());
    expect(accruedCents(state, 'OT')).toBe(203_000);
    const own = ownLinesOf({ dateOfService: '2026-03-02', claims: dayCoding().day.claims });
    expect(accruedCents(state, 'OT', own)).toBe(198_000);
  });

  it('lacks a line that was coded or sent by then and not decided: Medicare counts claims as it processes them', () => {
    expect(accruedAfter(dayCoding(), reported('2026-03-20', 198_000))).toBe(203_000);
  });

  it('holds a line that the payer had decided by then, whether we heard of that before or after', () => {
    const report = reported('2026-03-20', 203_000);
    expect(accruedAfter(dayCoding(), decided('2026-03-20'), report)).toBe(203_000);
    expect(accruedAfter(dayCoding(), report, decided('2026-03-20'))).toBe(203_000);
    expect(accruedAfter(dayCoding(), decided('2026-03-21'), report)).toBe(208_000);
  });

  it('lacks what the payer denied, as long as its case is open', () => {
    expect(accruedAfter(dayCoding(), contested, reported('2026-03-20', 198_000))).toBe(203_000);
  });

  it('holds a line whose decision was recorded without a date', () => {
    expect(accruedAfter(dayCoding(), decided(), reported('2026-03-20', 203_000))).toBe(203_000);
  });

  it('counts for nothing where we know of more ourselves', () => {
    const own = dayCoding({ reservations: [reservation(50_000)] });
    expect(accruedAfter(own, decided('2026-03-01'), reported('2026-03-20', 1000))).toBe(5000);
    expect(accruedAfter(own, reported('2026-03-20', 0))).toBe(50_000);
  });
});
