import { describe, expect, it } from '@jest/globals';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { fold } from '#libs/kernel/decider.js';
import { claimBalance, lineBalances, unbalancedCents } from './balance.js';
import { newestAdjudication, openDenials } from './state.js';
import {
  decided,
  decider,
  denied,
  drafted,
  first,
  paidInFull,
  remitted,
  reversalOf,
  second,
  sent,
  submitted,
  third,
} from './testing/adjudication-fixtures.js';
import { undoAdjudication } from './undo-adjudication.js';

const undo = (state: typeof submitted.state, remittanceId = 'R1') => {
  const result = undoAdjudication({ remittanceId }, state);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const afterUndoing = (story: typeof submitted, remittanceId = 'R1') => story.and(...undo(story.state, remittanceId));
const type = ({ type: name }: ClaimEvent) => name;

describe('a posting that is undone', () => {
  it('leaves the claim as if the payer had not answered', () => {
    const undone = afterUndoing(submitted.after(paidInFull));
    expect(undone.state).toMatchObject({ adjudication: 'none', balance: 'insurer', patientShareCents: null });
    expect(claimBalance(undone.state)).toMatchObject({ openCents: 16_500, paidCents: 0, patientCents: 0 });
    expect(newestAdjudication(undone.state)).toBeUndefined();
  });

  it('takes the patient’s balance with it', () => {
    expect(undo(submitted.after(paidInFull).state).map(type)).toEqual([
      'ClaimAdjudicationUndone',
      'PatientBalanceWithdrawn',
    ]);
  });

  it('withdraws the cases that it had opened, and a new case has a number of its own', () => {
    const undone = afterUndoing(submitted.after(denied));
    expect(undone.state.denials).toMatchObject([{ number: 1, state: 'withdrawn' }]);
    expect(openDenials(undone.state)).toEqual([]);
    expect(undone.after(denied).state.denials).toMatchObject([{ state: 'withdrawn' }, { number: 2, state: 'open' }]);
  });

  it('opens again the cases that it had settled', () => {
    const lines = [decided(first, ''), decided(second, '')];
    const payment = { remitted: remitted(lines, { remittanceId: 'R2', payerControlNumber: 'PCN-2' }), denied: [] };
    const settled = submitted.after(denied, payment);
    expect(settled.state.denials).toMatchObject([{ number: 1, state: 'settled' }]);
    const undone = afterUndoing(settled, 'R2');
    expect(undone.state).toMatchObject({ adjudication: 'partly-paid', denials: [{ number: 1, state: 'open' }] });
    expect(undo(settled.state, 'R2')[0]).toMatchObject({ data: { reopenedDenials: [1], withdrawnDenials: [] } });
  });

  it('lets a decision stand again that it had reversed', () => {
    const reversed = submitted.after(paidInFull, reversalOf(paidInFull));
    expect(reversed.state).toMatchObject({ adjudication: 'reversed', patientShareCents: null });
    const undone = afterUndoing(reversed, 'R2');
    expect(undone.state).toMatchObject({ adjudication: 'paid', patientShareCents: 500 });
    expect(undo(reversed.state, 'R2')[0]).toMatchObject({
      data: { restored: [{ remittanceId: 'R1' }], decisions: [] },
    });
  });

  it('may be posted again as it was', () => {
    const undone = afterUndoing(submitted.after(paidInFull));
    expect(undone.when(paidInFull).events.map(type)).toEqual(submitted.when(paidInFull).events.map(type));
    expect(claimBalance(undone.after(paidInFull).state)).toEqual(claimBalance(submitted.after(paidInFull).state));
  });

  it('counts what it denies once when it is posted again', () => {
    const before = claimBalance(submitted.after(denied).state);
    expect(before).toMatchObject({ deniedCents: 11_500, openCents: 11_500 });
    const again = afterUndoing(submitted.after(denied)).after(denied);
    expect(claimBalance(again.state)).toEqual(before);
    expect(lineBalances(again.state)).toEqual(lineBalances(submitted.after(denied).state));
  });

  it('is undone once, and only where it was posted', () => {
    expect(undo(afterUndoing(submitted.after(paidInFull)).state)).toEqual([]);
    expect(undo(submitted.after(paidInFull).state, 'R9')).toEqual([]);
    expect(undoAdjudication({ remittanceId: 'R1' }, decider.initial)).toMatchObject({ ok: false });
  });

  it('forgets nothing: the stream holds the posting and its undoing', () => {
    const posted = submitted.when(paidInFull).events;
    const history: ClaimEvent[] = [
      drafted,
      ...sent(),
      ...posted,
      ...undo(fold(decider, [drafted, ...sent(), ...posted])),
    ];
    expect(history.map(type)).toContain('ClaimAdjudicated');
    expect(unbalancedCents(claimBalance(fold(decider, history)))).toBe(0);
  });
});

describe('a reversal', () => {
  it('of a decision that is not known is posted, and says that a person has to look', () => {
    const [event] = submitted.when(reversalOf(paidInFull)).events;
    expect(event).toMatchObject({ type: 'ClaimReversed', data: { problem: 'decision-unknown', lines: [] } });
    const { unexplained } = submitted.after(reversalOf(paidInFull)).state;
    expect(unexplained).toMatchObject([{ remittanceId: 'R2', paidCents: -14_500 }]);
  });

  it('takes back what was decided before, not the correction that comes before it in the same remittance', () => {
    const lines = [decided(first, 'CO:45:2000'), decided(second, ''), decided(third, '')];
    const correction = { remitted: remitted(lines, { remittanceId: 'R2', index: 0 }), denied: [] };
    const corrected = submitted.after(paidInFull, correction, reversalOf(paidInFull, { index: 1 }));
    expect(corrected.state.adjudications).toMatchObject([
      { remittanceId: 'R1', reversed: true },
      { remittanceId: 'R2', reversed: false },
    ]);
  });

  it('of another amount than was paid says so', () => {
    const lines = [decided(first, 'CO:45:1000'), decided(second, ''), decided(third, '')];
    const other = reversalOf({ remitted: remitted(lines), denied: [] });
    const [event] = submitted.after(paidInFull).when(other).events;
    expect(event).toMatchObject({ data: { problem: 'amount-differs' } });
  });

  it('takes back the newest of several decisions under its number, and says nothing where all is well', () => {
    const pair = { remitted: remitted(paidInFull.remitted.lines as never, { remittanceId: 'R3' }), denied: [] };
    const story = submitted.after(paidInFull, reversalOf(paidInFull), pair);
    const [event] = story.when(reversalOf(pair, { remittanceId: 'R4' })).events;
    expect(event).not.toHaveProperty('data.problem');
    expect(story.after(reversalOf(pair, { remittanceId: 'R4' })).state.adjudications).toMatchObject([
      { remittanceId: 'R1', reversedBy: 'R2' },
      { remittanceId: 'R3', reversedBy: 'R4' },
    ]);
  });
});
