import { describe, expect, it } from '@jest/globals';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { ChargeLine } from '#libs/contracts/events/shapes.js';
import { given } from '#libs/testing/decider.js';
import { type AdjudicateClaim, adjudicateClaim, type RemittedClaim } from './adjudication.js';
import { evolveClaim } from './evolve.js';
import { creditCents } from './overpayment.js';
import { noClaim } from './state.js';
import { claim, decided, denial, drafted, lines, remitted, reversalOf, sent } from './testing/adjudication-fixtures.js';
import { toleranceOf } from './underpayment.js';
import { undoAdjudication } from './undo-adjudication.js';
import { decideVariance, type VarianceCommand, varianceDecider } from './variance-decider.js';

/** 97530 at 60.00, 97110 at 55.00 and 97140 at 50.00, of which 50.00, 45.00 and 40.00 are expected to be allowed. */
const priced = lines.map((line, index): ChargeLine => ({ ...line, allowedCents: [5000, 4500, 4000][index] ?? 0 }));
const [first, second, third] = priced as [ChargeLine, ChargeLine, ChargeLine];

function withLines(events: readonly ClaimEvent[], charged: readonly ChargeLine[]): ClaimEvent[] {
  return events.map((event) =>
    event.type === 'ClaimReleased' || event.type === 'ClaimSubmitted' || event.type === 'ClaimDrafted'
      ? ({ ...event, data: { ...event.data, lines: charged } } as ClaimEvent)
      : event,
  );
}

const decider = {
  initial: noClaim,
  evolve: evolveClaim,
  decide: (command: AdjudicateClaim | VarianceCommand | { undo: string }, state: typeof noClaim) => {
    if ('undo' in command) return undoAdjudication({ remittanceId: command.undo }, state);
    return 'remitted' in command ? adjudicateClaim(command, state) : decideVariance(command, state);
  },
};

const submitted = given(decider, ...withLines([drafted, ...sent()], priced));
const resent = submitted.and(...withLines(sent('7', 2), priced));

const at = (remittanceId: string, rest: Partial<RemittedClaim> = {}): Partial<RemittedClaim> => ({
  remittanceId,
  payerControlNumber: `PCN-${remittanceId}`,
  ...rest,
});
/** A decision that takes those amounts off the three charges as CO-45. */
const allowing = (off: readonly [number, number, number], rest: Partial<RemittedClaim> = {}): AdjudicateClaim => ({
  remitted: remitted(
    [decided(first, `CO:45:${off[0]}`), decided(second, `CO:45:${off[1]}`), decided(third, `CO:45:${off[2]}`)],
    rest,
  ),
  denied: [],
});
const asExpected = allowing([1000, 1000, 1000]);
const short = allowing([1000, 1900, 1000]);

const typesOf = (events: readonly { type: string }[]) => events.map(({ type }) => type);

describe('what a payer allowed, beside what was expected', () => {
  it('is no finding where it is the same, or differs by no more than the tolerance', () => {
    for (const off of [1000, 1270, 730]) {
      const { events } = submitted.when(allowing([1000, off, 1000]));
      expect(typesOf(events)).not.toContain('ClaimUnderpaid');
      expect(typesOf(events)).not.toContain('ClaimPaidAboveExpected');
    }
  });

  it('is an underpayment a cent beyond the tolerance, with its lines and a case of its own', () => {
    // 2 % of 135.00 is 2.70.
    const { events } = submitted.when(allowing([1000, 1271, 1000]));
    expect(events.at(-1)).toMatchObject({
      type: 'ClaimUnderpaid',
      data: {
        ...claim,
        number: 1,
        lines: [{ line: 2, expectedAllowedCents: 4500, allowedCents: 4229, shortCents: 271 }],
        shortCents: 271,
        toleranceCents: 270,
      },
    });
  });

  it('keeps to the tolerance of the payer', () => {
    expect(typesOf(submitted.when({ ...short, tolerance: { cents: 900 } }).events)).not.toContain('ClaimUnderpaid');
    expect(typesOf(submitted.when({ ...short, tolerance: { cents: 899 } }).events)).toContain('ClaimUnderpaid');
    expect(toleranceOf(13_500, undefined)).toBe(270);
    expect(toleranceOf(1_000, undefined)).toBe(100);
    expect(toleranceOf(13_500, { percent: 0.5 })).toBe(68);
    expect(toleranceOf(13_500, { cents: 500, percent: 1 })).toBe(500);
    expect(toleranceOf(13_500, {})).toBe(0);
  });

  it('counts the claim together: a cut on another line than ours is no finding', () => {
    expect(typesOf(submitted.when(allowing([1900, 100, 1000])).events)).not.toContain('ClaimUnderpaid');
  });

  it('counts what the patient owes, sequestration and the assistant’s cut as allowed', () => {
    const command: AdjudicateClaim = {
      remitted: remitted([
        decided(first, 'CO:45:1000 PR:1:3000 PR:2:400 CO:253:32'),
        decided(second, 'CO:45:1000 CO:45:540', { remarks: ['N851'] }),
        decided(third, 'CO:45:1000'),
      ]),
      denied: [],
    };
    expect(typesOf(submitted.when(command).events)).not.toContain('ClaimUnderpaid');
  });

  it('leaves out denied lines and lines without a rate', () => {
    const denied: AdjudicateClaim = {
      remitted: remitted([decided(first, 'CO:197:6000'), decided(second, 'CO:45:1000'), decided(third, 'CO:45:1000')]),
      denied: [denial(1, '197', 6000)],
    };
    expect(typesOf(submitted.when(denied).events)).not.toContain('ClaimUnderpaid');
    const unpriced = given(decider, drafted, ...sent());
    expect(typesOf(unpriced.when(short).events)).not.toContain('ClaimUnderpaid');
  });

  it('is not compared where another payer paid before', () => {
    expect(typesOf(submitted.when(allowing([1000, 4000, 1000], { status: '2' })).events)).not.toContain(
      'ClaimUnderpaid',
    );
    expect(typesOf(submitted.when(allowing([1000, 4000, 1000], { status: '19' })).events)).toContain('ClaimUnderpaid');
  });

  it('above expectation is a fact without a case', () => {
    const { events } = submitted.when(allowing([1000, 100, 1000]));
    expect(events.at(-1)).toMatchObject({
      type: 'ClaimPaidAboveExpected',
      data: { overCents: 900, toleranceCents: 270 },
    });
  });
});

describe('an underpayment', () => {
  const found = submitted.after(short);
  const taken = found.after(reversalOf(short, at('R2', { payerControlNumber: 'PCN-1' })));

  it('waits while its decision is taken back, and is settled by the correction with what it brought', () => {
    expect(taken.state.variance.underpayments).toMatchObject([{ number: 1, state: 'open' }]);
    const { events } = taken.when(allowing([1000, 1000, 1000], at('R2', { index: 1 })));
    expect(events).toContainEqual({
      type: 'ClaimUnderpaymentSettled',
      data: { ...claim, number: 1, how: 'paid', recoveredCents: 900, remittanceId: 'R2', submissionNumber: 1 },
    });
  });

  it('stays one case where the correction is short again', () => {
    const { events } = taken.when(allowing([1000, 1800, 1000], at('R2', { index: 1 })));
    expect(typesOf(events)).not.toContain('ClaimUnderpaid');
    expect(typesOf(events)).not.toContain('ClaimUnderpaymentSettled');
  });

  it('ends where its lines are denied instead: that is another case, numbered after it', () => {
    const command: AdjudicateClaim = {
      remitted: remitted(
        [decided(first, 'CO:45:1000'), decided(second, 'CO:50:5500'), decided(third, 'CO:45:1000')],
        at('R2', { index: 1 }),
      ),
      denied: [denial(2, '50', 5500)],
    };
    const { events } = taken.when(command);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'ClaimDenied', data: expect.objectContaining({ number: 2 }) }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'ClaimUnderpaymentSettled', data: expect.objectContaining({ how: 'denied' }) }),
    );
  });

  it('goes with its posting when that is undone, and comes back when what settled it is', () => {
    const { events } = found.when({ undo: 'R1' });
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'ClaimUnderpaymentSettled',
        data: expect.objectContaining({ how: 'posting-undone' }),
      }),
    );
    const settled = taken.after(allowing([1000, 1000, 1000], at('R2', { index: 1 })));
    expect(settled.when({ undo: 'R2' }).events).toContainEqual(
      expect.objectContaining({
        type: 'ClaimUnderpaid',
        data: expect.objectContaining({ number: 2, shortCents: 900 }),
      }),
    );
  });

  it('is closed with its case; of one that is settled nothing is closed', () => {
    const close: VarianceCommand = { type: 'CloseUnderpayment', number: 1 };
    found.when(close).yields({ type: 'ClaimUnderpaymentSettled', data: { how: 'closed' } });
    found.after(close).when(close).yieldsNothing();
    submitted.when(close).yieldsNothing();
  });
});

describe('a credit balance', () => {
  const again = allowing([1000, 1000, 1000], at('R2', { submissionNumber: 2, index: 0 }));
  const twice = resent.after(asExpected, again);

  it('is what was paid by two submissions for one line', () => {
    const { events } = resent.after(asExpected).when(again);
    expect(events.find(({ type }) => type === 'ClaimOverpaid')).toMatchObject({
      data: { ...claim, number: 1, source: 'paid-twice', overpaidCents: 13_500, payerControlNumber: 'PCN-R2' },
    });
  });

  it('is what one submission was paid for twice', () => {
    const { state } = submitted.after(asExpected, allowing([1000, 1000, 1000], at('R2')));
    expect(creditCents(state)).toBe(13_500);
  });

  it('is none where a duplicate is denied, or the earlier decision is reversed first', () => {
    const duplicate: AdjudicateClaim = {
      remitted: remitted(
        [decided(first, 'CO:18:6000'), decided(second, 'CO:18:5500'), decided(third, 'CO:18:5000')],
        at('R2'),
      ),
      denied: [denial(1, '18', 6000), denial(2, '18', 5500), denial(3, '18', 5000)],
    };
    expect(creditCents(submitted.after(asExpected, duplicate).state)).toBe(0);
    const reversed = resent.after(asExpected, reversalOf(asExpected, at('R2', { payerControlNumber: 'PCN-1' })));
    expect(
      typesOf(reversed.when(allowing([1000, 1000, 1000], at('R2', { index: 1, submissionNumber: 2 }))).events),
    ).not.toContain('ClaimOverpaid');
  });

  it('is none where a later decision pays other lines', () => {
    const one: AdjudicateClaim = { remitted: remitted([decided(first, 'CO:45:1000')]), denied: [] };
    const two: AdjudicateClaim = {
      remitted: remitted([decided(second, 'CO:45:1000'), decided(third, 'CO:45:1000')], at('R2')),
      denied: [],
    };
    expect(creditCents(submitted.after(one, two).state)).toBe(0);
  });

  it('ends when the payer takes one of the payments back', () => {
    const { events } = twice.when(reversalOf(asExpected, at('R3', { payerControlNumber: 'PCN-1' })));
    expect(events).toContainEqual({
      type: 'ClaimOverpaymentChanged',
      data: { ...claim, number: 1, outstandingCents: 0, because: 'decision' },
    });
  });

  it('falls with what is returned or not to be returned, and stays so', () => {
    const settle = (amountCents: number, because: 'returned' | 'not-overpaid'): VarianceCommand => ({
      type: 'SettleOverpayment',
      number: 1,
      amountCents,
      because,
    });
    const part = twice.after(settle(3_500, 'returned'));
    expect(creditCents(part.state)).toBe(10_000);
    part
      .when(settle(10_000, 'not-overpaid'))
      .yields({ type: 'ClaimOverpaymentChanged', data: { outstandingCents: 0, because: 'not-overpaid' } });
    const whole = part.after(settle(10_000, 'not-overpaid'));
    expect(creditCents(whole.state)).toBe(0);
    whole.when(settle(1, 'returned')).yieldsNothing();
    twice.when({ ...settle(1, 'returned'), number: 9 } as VarianceCommand).isRefused('overpayment.unknown');
  });

  it('goes when the second posting is undone', () => {
    expect(twice.when({ undo: 'R2' }).events).toContainEqual(
      expect.objectContaining({
        type: 'ClaimOverpaymentChanged',
        data: expect.objectContaining({ outstandingCents: 0 }),
      }),
    );
  });
});

describe('a recoupment of the payer', () => {
  const tie = (entryId: string, amountCents: number): VarianceCommand => ({
    type: 'TieClaimRecoupment',
    entryId,
    amountCents,
  });
  const reversed = submitted.after(asExpected, reversalOf(asExpected, at('R2', { payerControlNumber: 'PCN-1' })));

  it('that is put off is money to be given back, until it is taken', () => {
    reversed
      .when(tie('R2-0', -13_500))
      .yields(
        { type: 'ClaimRecoupmentTied', data: { entryId: 'R2-0', amountCents: -13_500 } },
        { type: 'ClaimOverpaid', data: { number: 1, source: 'recoupment-pending', overpaidCents: 13_500 } },
      );
    const pending = reversed.after(tie('R2-0', -13_500), tie('R3-0', 5_000));
    expect(creditCents(pending.state)).toBe(8_500);
    pending
      .when(tie('R4-0', 8_500))
      .yields(
        { type: 'ClaimRecoupmentTied' },
        { type: 'ClaimOverpaymentChanged', data: { outstandingCents: 0, because: 'recouped' } },
      );
  });

  it('of a claim that nobody decided is refused', () => {
    submitted.when(tie('R2-0', 100)).isRefused('claim.not-decided');
    given(varianceDecider).when(tie('R2-0', 100)).isRefused('claim.unknown');
  });
});

describe('an overpayment that somebody reports', () => {
  const report = (amountCents: number): VarianceCommand => ({ type: 'ReportOverpayment', amountCents });
  const paid = submitted.after(asExpected);

  it('opens a case, and adds to one that is open, up to what was paid', () => {
    paid.when(report(2_000)).yields({ type: 'ClaimOverpaid', data: { source: 'reported', overpaidCents: 2_000 } });
    paid
      .after(report(2_000))
      .when(report(500))
      .yields({ type: 'ClaimOverpaymentChanged', data: { outstandingCents: 2_500 } });
    expect(creditCents(paid.after(report(2_000), report(500)).state)).toBe(2_500);
    paid.when(report(13_501)).isRefused('overpayment.amount');
    paid.when(report(0)).isRefused('overpayment.amount');
    submitted.when(report(1)).isRefused('claim.not-decided');
  });
});
