import { describe, expect, it } from '@jest/globals';
import { given } from '#libs/testing/decider.js';
import { type LedgerCommand, ledgerDecider } from './decider.js';
import { chargeLine, dayCoding, ofClaim, patientYear, reservation } from './ledger-fixtures.js';

const thresholds = { OT: { kxCents: 10_000, medicalReviewCents: 30_000 } };

/** A day with one line, decided with KX or without. */
function coded(day: number, amountCents: number, kx: boolean): LedgerCommand {
  const [claimId, dateOfService] = [`C${day}`, `2026-03-0${day}`];
  const lines = [chargeLine(`S-${dateOfService}`, kx ? ['GO', 'KX'] : ['GO'])];
  return dayCoding({ claimId, dateOfService, lines, reservations: [reservation(amountCents, claimId)], thresholds });
}
const opening = (usedCents: number): LedgerCommand => ({
  type: 'SetOpeningBalance',
  ...patientYear,
  pool: 'OT',
  usedCents,
  thresholds,
});
const adjudicated = (claimId: string, amountCents: number, remittanceId = 'R1'): LedgerCommand => ({
  ...ofClaim,
  type: 'AdjudicateTherapyAmounts',
  claimId,
  remittanceId,
  payerControlNumber: `PCN-${claimId}`,
  lines: [{ line: 1, code: '97110', pool: 'OT', amountCents }],
  thresholds,
});
const reversed = (claimId: string): LedgerCommand => ({
  ...ofClaim,
  type: 'ReverseTherapyAmounts',
  claimId,
  remittanceId: 'R2',
  payerControlNumber: `PCN-${claimId}`,
  thresholds,
});
const drifted = (...lines: readonly { claimId: string; kx: boolean }[]) => ({
  type: 'ThresholdDrifted' as const,
  data: { pool: 'OT', thresholdCents: 10_000, lines },
});

describe('lines that were decided about KX', () => {
  it('have not drifted while the ledger stands as it was decided by, also where the payer allowed what was expected', () => {
    const story = given(ledgerDecider).after(coded(2, 6000, false), coded(3, 6000, true));
    expect(story.state.drifted).toEqual({});
    story.when(adjudicated('C2', 6000)).yields({ type: 'TherapyAmountAdjudicated' });
  });

  it('are decided no more, but named, where an opening balance comes after them', () => {
    const story = given(ledgerDecider).after(coded(2, 6000, false));
    story.when(opening(4000)).yields({ type: 'TherapyOpeningBalanceSet' });
    const [, reached, announced] = story.when(opening(4001)).events;
    expect(reached).toMatchObject({ type: 'KxThresholdReached' });
    expect(announced).toMatchObject(drifted({ claimId: 'C2', kx: false }));
  });

  it('are named where a reversal frees what they went over the threshold by, and no more once the correction counts again', () => {
    const story = given(ledgerDecider).after(coded(2, 6000, false), coded(3, 6000, true), adjudicated('C2', 6000));
    const after = story.when(reversed('C2')).events;
    expect(after).toMatchObject([{ type: 'TherapyAmountReleased' }, drifted({ claimId: 'C3', kx: true })]);
    story
      .and(...after)
      .when(adjudicated('C2', 6000, 'R2'))
      .yields({ type: 'TherapyAmountAdjudicated' }, drifted());
  });

  it('are named where the payer has counted more than anybody knew, but for those that it had decided by then', () => {
    const report = (asOf: string, otUsedCents: number): LedgerCommand => ({
      type: 'ReportPayerBalance',
      ...patientYear,
      payerId: 'MEDICARE-B',
      asOf,
      otUsedCents,
      thresholds,
    });
    const told = [{ type: 'PayerBalanceReported' }, { type: 'KxThresholdReached' }] as const;
    const seen = given(ledgerDecider).after(coded(2, 6000, false), adjudicated('C2', 6000));
    seen.when(report('2026-03-03', 20_000)).yields(...told);
    const unseen = given(ledgerDecider).after(coded(2, 6000, false), coded(3, 3000, false));
    const [, , announced] = unseen.when(report('2026-03-03', 2000)).events;
    expect(announced).toMatchObject(drifted({ claimId: 'C3', kx: false }));
    const story = given(ledgerDecider).after(report('2026-03-01', 3000), coded(2, 6000, false));
    expect(story.state.drifted).toEqual({});
  });

  it('stand behind the others once their day is coded again', () => {
    const story = given(ledgerDecider).after(coded(2, 6000, false), coded(3, 3000, false));
    story
      .when(coded(2, 8000, true))
      .yields({ type: 'DayCoded' }, { type: 'TherapyAmountReserved' }, { type: 'KxThresholdReached' });
  });

  it('are looked at no more where they take nothing of the pool, nor in a year without a threshold', () => {
    const story = given(ledgerDecider).after(coded(2, 6000, true), adjudicated('C2', 6000), reversed('C2'));
    expect(story.state.drifted.OT).toEqual([]);
    given(ledgerDecider)
      .after(coded(2, 6000, false))
      .when({ ...opening(90_000), thresholds: {} } as LedgerCommand)
      .yields({ type: 'TherapyOpeningBalanceSet' });
  });
});
