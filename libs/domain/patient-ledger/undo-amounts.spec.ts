import { describe, expect, it } from '@jest/globals';
import { given } from '#libs/testing/decider.js';
import { type LedgerCommand, ledgerDecider } from './decider.js';
import { dayCoding, ofClaim } from './ledger-fixtures.js';
import { therapySums } from './state.js';

const coded = given(ledgerDecider).after(dayCoding());
const adjudicated = (remittanceId: string, amountCents: number, payerControlNumber = 'PCN1'): LedgerCommand => ({
  type: 'AdjudicateTherapyAmounts',
  ...ofClaim,
  remittanceId,
  payerControlNumber,
  lines: [{ line: 1, code: '97110', pool: 'OT', amountCents }],
});
const contested = (remittanceId: string): LedgerCommand => ({
  type: 'ContestTherapyAmounts',
  ...ofClaim,
  remittanceId,
  lines: [1],
});
const reversed = (remittanceId: string): LedgerCommand => ({
  type: 'ReverseTherapyAmounts',
  ...ofClaim,
  payerControlNumber: 'PCN1',
  remittanceId,
});
const undo = (
  remittanceId: string,
  denied: { lines: readonly number[] | null; remittanceId: string }[] = [],
): LedgerCommand => ({ type: 'UndoTherapyAmounts', ...ofClaim, remittanceId, contested: denied });
const sums = (story: typeof coded) => therapySums(story.state, 'OT');

describe('therapy amounts of a posting that is undone', () => {
  it('are reserved again, as if the payer had not decided', () => {
    expect(sums(coded.after(adjudicated('R1', 4000), undo('R1')))).toEqual(sums(coded));
    expect(sums(coded.after(contested('R1'), undo('R1')))).toEqual(sums(coded));
  });

  it('count once more when it is posted again', () => {
    const again = coded.after(adjudicated('R1', 4000), undo('R1'), adjudicated('R1', 4000));
    expect(sums(again)).toEqual(sums(coded.after(adjudicated('R1', 4000))));
  });

  it('of a reversal are adjudicated again', () => {
    const decided = coded.after(adjudicated('R1', 4000));
    const undone = decided.after(reversed('R2'), undo('R2'));
    expect(sums(undone)).toEqual(sums(decided));
    undone.when(undo('R2')).yieldsNothing();
  });

  it('of a pair of reversal and correction are those of the decision before', () => {
    const decided = coded.after(adjudicated('R1', 4000));
    const corrected = decided.after(reversed('R2'), adjudicated('R2', 3000));
    expect(sums(corrected)).toMatchObject({ adjudicatedCents: 3000 });
    expect(sums(corrected.after(undo('R2')))).toEqual(sums(decided));
  });

  it('are contested again where the posting had settled a case', () => {
    const denied = coded.after(contested('R1'));
    const paid = denied.after(adjudicated('R2', 4000, 'PCN2'));
    const undone = paid.after(undo('R2', [{ lines: [1], remittanceId: 'R1' }]));
    expect(sums(undone)).toEqual(sums(denied));
  });

  it('stay what another remittance made of them', () => {
    coded.after(adjudicated('R1', 4000)).when(undo('R9')).yieldsNothing();
    const both = coded.after(adjudicated('R1', 1000), adjudicated('R2', 3000, 'PCN2'));
    expect(sums(both.after(undo('R2')))).toEqual(sums(coded.after(adjudicated('R1', 1000))));
  });
});
