import { describe, expect, it } from '@jest/globals';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { RemittanceLine } from '#libs/contracts/events/remittance-events.js';
import { fold } from '#libs/kernel/decider.js';
import type { AdjudicateClaim, DeniedAmount } from './adjudication.js';
import { claimBalance, unbalancedCents } from './balance.js';
import { type BalanceWriteOff, balanceWriteOff } from './balance-write-off.js';
import { type CloseClaimDenial, closeClaimDenial } from './close-denial.js';
import { evolveClaim } from './evolve.js';
import { type ClaimState, openDenials } from './state.js';
import {
  adjustments,
  claim,
  decided,
  denial,
  denied,
  first,
  remitted,
  second,
  sent,
  submitted,
  third,
} from './testing/adjudication-fixtures.js';
import { undoAdjudication } from './undo-adjudication.js';

/** Lines 1 and 2 were denied for 197 in case 1; the claim was sent again. */
const replaced = submitted.after(denied).and(...sent('7', 2));
const answer = (decisions: RemittanceLine[], amounts: DeniedAmount[] = []): AdjudicateClaim => ({
  remitted: remitted(decisions, { remittanceId: 'R2', submissionNumber: 2, payerControlNumber: 'PCN-2' }),
  denied: amounts,
});
const ofType = <Type extends ClaimEvent['type']>(events: readonly ClaimEvent[], type: Type) =>
  events.filter((event) => event.type === type) as Extract<ClaimEvent, { type: Type }>[];

const bothAgain = answer(
  [decided(first, 'CO:197:6000'), decided(second, 'CO:197:5500'), decided(third, 'CO:45:1000')],
  [denial(1, '197', 6000), denial(2, '197', 5500)],
);
const oneAgain = answer(
  [decided(first, 'CO:197:6000'), decided(second, 'CO:45:500'), decided(third, 'CO:45:1000')],
  [denial(1, '197', 6000)],
);
const otherReason = answer(
  [decided(first, 'CO:50:6000'), decided(second, 'CO:50:5500'), decided(third, 'CO:45:1000')],
  [denial(1, '50', 6000), denial(2, '50', 5500)],
);

describe('the same denial again', () => {
  it('is the same case, which is told', () => {
    const events = replaced.when(bothAgain).events;
    expect(ofType(events, 'ClaimDenied')).toEqual([]);
    expect(ofType(events, 'ClaimDenialRepeated')).toMatchObject([
      { data: { number: 1, deniedCents: 11_500, recoveredCents: 0, remittanceId: 'R2' } },
    ]);
    expect(openDenials(replaced.after(bothAgain).state)).toMatchObject([{ number: 1, deniedCents: 11_500 }]);
  });

  it('on some lines only leaves the case with those, and says what the others brought', () => {
    expect(ofType(replaced.when(oneAgain).events, 'ClaimDenialRepeated')).toMatchObject([
      { data: { number: 1, lines: [{ line: 1 }], deniedCents: 6000, recoveredCents: 5000 } },
    ]);
    expect(openDenials(replaced.after(oneAgain).state)).toMatchObject([{ lines: [{ line: 1 }], deniedCents: 6000 }]);
  });

  it('counts what the case brings later from the newest answer on', () => {
    const third2 = answer([decided(first, 'CO:45:1000'), decided(second, 'CO:45:500'), decided(third, 'CO:45:1000')]);
    const paid = { ...third2, remitted: { ...third2.remitted, remittanceId: 'R3', submissionNumber: 3 } };
    const events = replaced.after(oneAgain).when(paid).events;
    expect(ofType(events, 'ClaimPaid')).toMatchObject([
      { data: { settledDenials: [{ number: 1, recoveredCents: 5000 }] } },
    ]);
  });
});

describe('another reason on the same lines', () => {
  it('opens a case that goes on in the place of the first: nothing is denied twice', () => {
    expect(ofType(replaced.when(otherReason).events, 'ClaimDenied')).toMatchObject([
      { data: { number: 2, deniedCents: 11_500, supersedes: [{ number: 1, recoveredCents: 0 }] } },
    ]);
    expect(openDenials(replaced.after(otherReason).state)).toMatchObject([{ number: 2, deniedCents: 11_500 }]);
  });

  it('on one of two lines, with the other paid, does so too and says what that brought', () => {
    const mixed = answer(
      [decided(first, 'CO:45:1000'), decided(second, 'CO:50:5500'), decided(third, 'CO:45:1000')],
      [denial(2, '50', 5500)],
    );
    expect(ofType(replaced.when(mixed).events, 'ClaimDenied')).toMatchObject([
      { data: { number: 2, deniedCents: 5500, supersedes: [{ number: 1, recoveredCents: 5000 }] } },
    ]);
  });

  it('on one of two lines, with the first reason on the other, narrows the first case', () => {
    const split = answer(
      [decided(first, 'CO:197:6000'), decided(second, 'CO:50:5500'), decided(third, 'CO:45:1000')],
      [denial(1, '197', 6000), denial(2, '50', 5500)],
    );
    const { state } = replaced.after(split);
    expect(openDenials(state).map(({ number, deniedCents }) => [number, deniedCents])).toEqual([
      [1, 6000],
      [2, 5500],
    ]);
    expect(ofType(replaced.when(split).events, 'ClaimDenied')[0]?.data).not.toHaveProperty('supersedes');
  });

  it('for the whole claim ends the cases of its lines, also where the payer lists none', () => {
    const whole: AdjudicateClaim = {
      remitted: remitted([], {
        ...{ remittanceId: 'R2', submissionNumber: 2, payerControlNumber: 'PCN-2' },
        ...{ chargeCents: 16_500, paidCents: 0, adjustments: adjustments('CO:29:16500') },
      }),
      denied: [denial(0, '29', 16_500)].map(({ line: _line, ...rest }) => rest),
    };
    expect(openDenials(replaced.after(whole).state).map(({ number }) => number)).toEqual([2]);
  });
});

describe('what was not processed at first (MA130)', () => {
  const unprocessed = denial(1, '16', 6000, { remarks: ['MA130'], unprocessable: true });
  const rejected: AdjudicateClaim = {
    remitted: remitted([decided(first, 'CO:16:6000', { remarks: ['MA130'] })]),
    denied: [unprocessed],
  };
  const sentAnew = submitted.after(rejected).and(...sent('1', 2));
  const judged = answer([decided(first, 'CO:16:6000')], [denial(1, '16', 6000)]);

  it('and is judged for the same reason then, is another denial: only that one can be appealed', () => {
    const events = sentAnew.when(judged).events;
    expect(ofType(events, 'ClaimDenialRepeated')).toEqual([]);
    expect(ofType(events, 'ClaimDenied')).toMatchObject([{ data: { number: 2, supersedes: [{ number: 1 }] } }]);
    expect(openDenials(sentAnew.after(judged).state)).toMatchObject([{ number: 2, deniedCents: 6000 }]);
  });

  it('and is not processed again stays the one case', () => {
    const again = answer([decided(first, 'CO:16:6000', { remarks: ['MA130'] })], [unprocessed]);
    expect(ofType(sentAnew.when(again).events, 'ClaimDenialRepeated')).toMatchObject([{ data: { number: 1 } }]);
  });
});

describe('a claim that was denied as a whole', () => {
  const whole: AdjudicateClaim = {
    remitted: remitted([], { chargeCents: 16_500, paidCents: 0, adjustments: adjustments('CO:29:16500') }),
    denied: [denial(0, '29', 16_500)].map(({ line: _line, ...rest }) => rest),
  };
  const paidLines = [decided(first, 'CO:45:1000'), decided(second, 'CO:45:500'), decided(third, 'CO:45:1000')];

  it('has nothing denied any more once its lines are paid', () => {
    const { state } = submitted.after(whole, answer(paidLines));
    expect(openDenials(state)).toEqual([]);
    expect(claimBalance(state)).toMatchObject({
      paidCents: 14_000,
      adjustmentCents: 2500,
      deniedCents: 0,
      openCents: 0,
    });
  });

  it('has what a later decision leaves out undecided', () => {
    const { state } = submitted.after(whole, answer(paidLines.slice(0, 1)));
    expect(claimBalance(state)).toMatchObject({ paidCents: 5000, deniedCents: 0, openCents: 10_500 });
  });
});

describe('a write-off of a case', () => {
  const off = (changes: Partial<BalanceWriteOff> = {}): BalanceWriteOff => ({
    ...{ number: 1, writtenOffCents: 11_500, remainingCents: 0, reason: 'appeals-exhausted', ...changes },
  });
  const told = (state: ClaimState, ...commands: BalanceWriteOff[]): ClaimState =>
    commands.reduce((before, command) => {
      const decision = balanceWriteOff(command, before);
      if (!decision.ok) throw new Error(decision.refusal.code);
      return fold({ initial: before, evolve: evolveClaim }, decision.value);
    }, state);
  const deniedClaim = submitted.after(denied).state;

  it('leaves nothing for the insurer where no other case is open, and the claim stays partly paid', () => {
    expect(deniedClaim).toMatchObject({ balance: 'insurer', adjudication: 'partly-paid' });
    expect(told(deniedClaim, off())).toMatchObject({
      ...{ balance: 'closed', adjudication: 'partly-paid', writtenOffCents: 11_500 },
    });
    expect(balanceWriteOff(off(), told(deniedClaim, off()))).toEqual({ ok: true, value: [] });
  });

  it('in part leaves the rest the insurer’s', () => {
    const part = off({ writtenOffCents: 1500, remainingCents: 10_000 });
    expect(told(deniedClaim, part)).toMatchObject({ balance: 'insurer', writtenOffCents: 1500 });
    expect(told(deniedClaim, part, off())).toMatchObject({ balance: 'closed', writtenOffCents: 11_500 });
  });

  it('is taken back to the cent', () => {
    const back = told(deniedClaim, off(), off({ writtenOffCents: 0, remainingCents: 11_500 }));
    expect(back).toMatchObject({ balance: 'insurer', adjudication: 'partly-paid', writtenOffCents: 0 });
    expect(openDenials(back)).toHaveLength(1);
  });

  it('ends the wait of the patient’s own share, until it is taken back', () => {
    const shared = answer(
      [decided(first, 'CO:197:6000'), decided(second, 'CO:45:500 PR:2:700')],
      [denial(1, '197', 6000)],
    );
    const contested = submitted.after(shared).state;
    expect(contested.patientShareCents).toBeNull();
    const given = off({ writtenOffCents: 6000 });
    expect(told(contested, given).patientShareCents).toBe(700);
    const back = off({ writtenOffCents: 0, remainingCents: 6000 });
    expect(told(contested, given, back).patientShareCents).toBeNull();
  });

  it('does not keep a later payment from settling the case', () => {
    const paid = answer([decided(first, 'CO:45:1000'), decided(second, 'CO:45:500'), decided(third, 'CO:45:1000')]);
    const { number, cents } = { number: 1, cents: 11_500 };
    const writtenOff: ClaimEvent = {
      type: 'ClaimWrittenOff',
      data: { ...claim, number, amountCents: cents, reason: 'appeals-exhausted' },
    };
    const events = submitted
      .after(denied)
      .and(writtenOff, ...sent('7', 2))
      .when(paid).events;
    expect(ofType(events, 'ClaimPaid')).toMatchObject([{ data: { settledDenials: [{ number: 1 }] } }]);
  });

  it('of a claim that never was is refused', () => {
    expect(balanceWriteOff(off(), { ...deniedClaim, draft: 0 })).toMatchObject({ refusal: { code: 'claim.unknown' } });
  });
});

describe('a case that a person closes', () => {
  const closing = (how: CloseClaimDenial['how']) => ({ number: 1, how });
  const closedBy = (state: ClaimState, command: CloseClaimDenial): readonly ClaimEvent[] => {
    const decision = closeClaimDenial(command, state);
    if (!decision.ok) throw new Error(decision.refusal.code);
    return decision.value;
  };
  const told = (state: ClaimState, command: CloseClaimDenial) =>
    fold({ initial: state, evolve: evolveClaim }, closedBy(state, command));
  /** Line 1 is denied as the patient's (60.00), of line 2 10.00 is the patient's anyway; line 3 is denied to the provider (50.00) where asked. */
  const lines = [decided(first, 'PR:204:6000'), decided(second, 'PR:2:1000'), decided(third, 'CO:45:0')];
  const notCovered: AdjudicateClaim = {
    remitted: remitted(lines, { patientCents: 7000 }),
    denied: [denial(1, '204', 6000, { group: 'PR' })],
  };
  const ofPatient = submitted.after(notCovered);

  it('as the patient’s is the patient’s to pay, together with the share that waited for it', () => {
    expect(ofPatient.state).toMatchObject({ balance: 'insurer', patientShareCents: null });
    expect(closedBy(ofPatient.state, closing('patient'))).toMatchObject([
      { type: 'ClaimDenialClosed', data: { number: 1, how: 'patient', amountCents: 6000 } },
      { type: 'PatientBalanceOpened', data: { shareCents: 7000, amountCents: 7000 } },
    ]);
    const after = told(ofPatient.state, closing('patient'));
    expect(after).toMatchObject({ balance: 'patient', adjudication: 'partly-paid', patientShareCents: 7000 });
    expect(claimBalance(after)).toMatchObject({ patientCents: 7000, deniedCents: 0, openCents: 0 });
    expect(closedBy(after, closing('patient'))).toEqual([]);
  });

  it('never lays on the patient what the payer laid on the provider', () => {
    const after = told(submitted.after(denied).state, closing('patient'));
    expect(after).toMatchObject({ balance: 'closed', patientShareCents: null });
    expect(claimBalance(after)).toMatchObject({ patientCents: 0, deniedCents: 0, adjustmentCents: 12_500 });
  });

  it('with nothing to be done is the payer’s adjustment, also of what the payer laid on the patient', () => {
    const after = told(ofPatient.state, closing('no-action-needed'));
    expect(after).toMatchObject({ balance: 'patient', patientShareCents: 1000 });
    expect(claimBalance(after)).toMatchObject({ patientCents: 1000, adjustmentCents: 6000, deniedCents: 0 });
    expect(unbalancedCents(claimBalance(after))).toBe(0);
  });

  it('leaves denied what was written off of it before', () => {
    const part = { number: 1, writtenOffCents: 1500, remainingCents: 4500, reason: 'courtesy' };
    const off = balanceWriteOff(part, ofPatient.state);
    if (!off.ok) throw new Error(off.refusal.code);
    const after = told(fold({ initial: ofPatient.state, evolve: evolveClaim }, off.value), closing('patient'));
    expect(after).toMatchObject({ balance: 'patient', patientShareCents: 5500 });
    expect(claimBalance(after)).toMatchObject({ deniedCents: 1500, openCents: 1500 });
    expect(unbalancedCents(claimBalance(after))).toBe(0);
  });

  it('stays closed where the payer denies the same again', () => {
    const again = answer(lines, notCovered.denied.slice());
    const events = closedBy(ofPatient.state, closing('patient'));
    const repeated = ofPatient.and(...events, ...sent('7', 2)).after(again);
    expect(openDenials(repeated.state)).toEqual([]);
    expect(claimBalance(repeated.state)).toMatchObject({ patientCents: 7000, deniedCents: 0 });
  });

  it('is none where its posting is undone, and opens nothing of the patient’s any more', () => {
    const after = told(ofPatient.state, closing('patient'));
    const undo = undoAdjudication({ remittanceId: 'R1' }, after);
    if (!undo.ok) throw new Error(undo.refusal.code);
    expect(ofType(undo.value, 'PatientBalanceWithdrawn')).toHaveLength(1);
    const undone = fold({ initial: after, evolve: evolveClaim }, undo.value);
    expect(undone).toMatchObject({ balance: 'insurer', patientShareCents: null });
    expect(closedBy(undone, closing('patient'))).toEqual([]);
  });

  it('of another kind tells its claim nothing; of a claim that never was it is refused', () => {
    expect(closedBy(ofPatient.state, { number: 9, how: 'no-action-needed' })).toEqual([]);
    const none = { ...ofPatient.state, draft: 0 };
    expect(closeClaimDenial(closing('patient'), none)).toMatchObject({ refusal: { code: 'claim.unknown' } });
  });
});
