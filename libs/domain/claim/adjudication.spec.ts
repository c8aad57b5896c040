import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { RemittanceLine } from '#libs/contracts/events/remittance-events.js';
import type { Decider } from '#libs/kernel/decider.js';
import { given, runTwiceEach } from '#libs/testing/decider.js';
import { type AdjudicateClaim, type DeniedAmount } from './adjudication.js';
import { type ClaimState, standingAdjudications } from './state.js';
import {
  adjustments,
  decided,
  decider,
  denial,
  denied,
  first,
  lines,
  paidInFull,
  remitted,
  reversalOf,
  second,
  sent,
  submitted,
  third,
} from './testing/adjudication-fixtures.js';

describe('a payment', () => {
  it('is posted line by line and leaves nothing denied', () => {
    submitted.when(paidInFull).yields(
      {
        type: 'ClaimAdjudicated',
        data: {
          lines: [
            { line: 1, paidCents: 4500, allowedCents: 5000 },
            { line: 2, paidCents: 5000, allowedCents: 5000 },
            { line: 3, paidCents: 5000, allowedCents: 5000 },
          ],
        },
      },
      { type: 'ClaimPaid', data: { paidCents: 14_500, patientCents: 500, inFull: true, settledDenials: [] } },
      { type: 'PatientBalanceOpened', data: { shareCents: 500 } },
    );
  });

  it('of nothing but the patient’s share is a payment, not a denial', () => {
    const share = { remitted: remitted([decided(first, 'CO:45:1000 PR:1:5000')]), denied: [] };
    submitted
      .when(share)
      .yields(
        { type: 'ClaimAdjudicated' },
        { type: 'ClaimPaid', data: { paidCents: 0, patientCents: 5000 } },
        { type: 'PatientBalanceOpened' },
      );
  });

  it('is refused for a claim that never was', () => {
    given(decider).when(paidInFull).isRefused('claim.unknown');
  });
});

describe('a denial', () => {
  it('opens one case for each reason, numbered on', () => {
    const two: AdjudicateClaim = {
      remitted: remitted([decided(first, 'CO:197:6000'), decided(second, 'CO:50:5500'), decided(third, 'CO:197:5000')]),
      denied: [denial(1, '197', 6000), denial(2, '50', 5500), denial(3, '197', 5000)],
    };
    submitted.when(two).yields(
      { type: 'ClaimAdjudicated' },
      {
        type: 'ClaimDenied',
        data: { number: 1, deniedCents: 11_000, lines: [{ line: 1, reason: '197' }, { line: 3 }] },
      },
      { type: 'ClaimDenied', data: { number: 2, deniedCents: 5500, lines: [{ line: 2, reason: '50' }] } },
    );
  });

  it('keeps what was not processed at all apart from what was judged', () => {
    const mixed = {
      ...denied,
      denied: [denial(1, '197', 6000, { unprocessable: true, remarks: ['MA130'] }), denial(2, '197', 5500)],
    };
    expect(submitted.when(mixed).events.filter((event) => event.type === 'ClaimDenied')).toHaveLength(2);
  });

  it('of the whole claim names no line', () => {
    const whole = {
      remitted: remitted([], { chargeCents: 16_500, paidCents: 0, adjustments: adjustments('CO:29:16500') }),
      denied: [denial(0, '29', 16_500)].map(({ line: _line, ...rest }) => rest),
    };
    const events = submitted.when(whole).events;
    expect(events[1]).toMatchObject({ type: 'ClaimDenied', data: { lines: [{ reason: '29' }] } });
    expect(events[1]).not.toHaveProperty('data.lines.0.line');
  });

  it('beside a payment leaves the claim partly paid', () => {
    submitted
      .when(denied)
      .yields(
        { type: 'ClaimAdjudicated' },
        { type: 'ClaimDenied', data: { number: 1 } },
        { type: 'ClaimPaid', data: { paidCents: 4000, inFull: false } },
      );
    expect(submitted.after(denied).state.adjudication).toBe('partly-paid');
  });
});

describe('a replacement of a denied claim', () => {
  const replaced = submitted.after(denied).and(...sent('7', 2));
  const answer = (decisions: RemittanceLine[], deniedAmounts: DeniedAmount[] = []): AdjudicateClaim => ({
    remitted: remitted(decisions, { remittanceId: 'R2', submissionNumber: 2, payerControlNumber: 'PCN-2' }),
    denied: deniedAmounts,
  });
  // The payer takes nothing of the first decision back, so that the third line is paid twice.
  const paidTwice = { type: 'ClaimOverpaid' as const, data: { source: 'paid-twice', overpaidCents: 4000 } };

  it('settles the case with what its lines are paid now', () => {
    replaced
      .when(answer([decided(first, 'CO:45:1000'), decided(second, 'CO:45:500'), decided(third, 'CO:45:1000')]))
      .yields(
        { type: 'ClaimAdjudicated' },
        { type: 'ClaimPaid', data: { inFull: true, settledDenials: [{ number: 1, recoveredCents: 10_000 }] } },
        paidTwice,
      );
  });

  it('keeps the one case where the payer denies for the same reason again', () => {
    replaced
      .when(
        answer(
          [decided(first, 'CO:197:6000'), decided(second, 'CO:197:5500'), decided(third, 'CO:45:1000')],
          [denial(1, '197', 6000), denial(2, '197', 5500)],
        ),
      )
      .yields(
        { type: 'ClaimAdjudicated' },
        { type: 'ClaimDenialRepeated', data: { number: 1 } },
        { type: 'ClaimPaid', data: { settledDenials: [], inFull: false } },
        paidTwice,
      );
  });

  it('opens another case for another reason, which goes on in the place of the first', () => {
    replaced
      .when(
        answer(
          [decided(first, 'CO:45:1000'), decided(second, 'CO:50:5500'), decided(third, 'CO:45:1000')],
          [denial(2, '50', 5500)],
        ),
      )
      .yields(
        { type: 'ClaimAdjudicated' },
        { type: 'ClaimDenied', data: { number: 2, supersedes: [{ number: 1 }] } },
        { type: 'ClaimPaid', data: { settledDenials: [] } },
        paidTwice,
      );
  });
});

describe('a reversal', () => {
  const paid = submitted.after(paidInFull);

  it('takes back exactly what the decision had given, even where the payer lists no lines', () => {
    paid.when(reversalOf(paidInFull, { lines: [], paidCents: -14_500 })).yields(
      {
        type: 'ClaimReversed',
        data: {
          payerControlNumber: 'PCN-1',
          paidCents: -14_500,
          lines: [
            {
              line: 1,
              paidCents: -4500,
              allowedCents: -5000,
              adjustments: [{ amountCents: -1000 }, { amountCents: -500 }],
            },
            { line: 2, allowedCents: -5000 },
            { line: 3, allowedCents: -5000 },
          ],
        },
      },
      { type: 'PatientBalanceWithdrawn' },
    );
    expect(paid.after(reversalOf(paidInFull)).state.adjudication).toBe('reversed');
  });

  it('of what was never decided takes nothing back', () => {
    submitted.when(reversalOf(paidInFull)).yields({ type: 'ClaimReversed', data: { lines: [] } });
  });

  it('finds the decision by REF*F8 where its own number is new', () => {
    const renamed = reversalOf(paidInFull, { payerControlNumber: 'PCN-9', originalPayerControlNumber: 'PCN-1' });
    paid
      .when(renamed)
      .yields({ type: 'ClaimReversed', data: { payerControlNumber: 'PCN-1' } }, { type: 'PatientBalanceWithdrawn' });
  });

  it('of a denied claim leaves its case open until the correction settles it', () => {
    const story = submitted.after(denied, reversalOf(denied));
    expect(story.state.denials).toMatchObject([{ number: 1, state: 'open' }]);
    const correction = { ...paidInFull, remitted: { ...paidInFull.remitted, remittanceId: 'R2', index: 1 } };
    story
      .when(correction)
      .yields(
        { type: 'ClaimAdjudicated' },
        { type: 'ClaimPaid', data: { settledDenials: [{ number: 1 }] } },
        { type: 'PatientBalanceOpened' },
      );
  });
});

describe('the payer’s lines', () => {
  const tied = (...decisions: RemittanceLine[]) => {
    const [event] = submitted.when({ remitted: remitted(decisions), denied: [] }).events;
    return event?.type === 'ClaimAdjudicated' ? event.data.lines.map((line) => line.line) : [];
  };
  const { lineControlNumber: _number, ...anonymous } = decided(second, '');

  it('are tied by line control number, in any order', () => {
    expect(tied(decided(third, ''), decided(first, ''))).toEqual([3, 1]);
  });

  it('are tied by code, modifiers and charge without one, by what was billed where the payer changed the code', () => {
    expect(tied(anonymous, { ...anonymous, code: '97112', billedCode: '97530', chargeCents: 6000 })).toEqual([2, 1]);
    expect(tied({ ...anonymous, modifiers: [] })).toEqual([2]);
  });

  it('are kept untied where nothing fits, and never tied twice', () => {
    expect(tied(anonymous, anonymous, { ...anonymous, chargeCents: 1 })).toEqual([2, null, null]);
  });

  it('were allowed what the payer says, else what adds up to it', () => {
    const allowed = (line: RemittanceLine) => {
      const [event] = submitted.when({ remitted: remitted([line]), denied: [] }).events;
      return event?.type === 'ClaimAdjudicated' ? event.data.lines[0]?.allowedCents : undefined;
    };
    expect(allowed(decided(first, 'CO:45:1000', { allowedCents: 5100 }))).toBe(5100);
    // The worked example's line 4b: 60.00 charged, 25.05 allowed, 15 % off for the assistant.
    const assistant = 'CO:45:2493 CO:45:301 CO:59:1002 PR:2:501 CO:253:34';
    expect(allowed(decided(first, assistant, { remarks: ['N851'] }))).toBe(2505);
    expect(allowed(decided(first, 'CO:197:6000'))).toBe(0);
  });
});

/** Random decisions and reversals under a few payer control numbers, each CLP in its own place. */
const history = fc
  .array(
    fc.record({
      reverses: fc.boolean(),
      number: fc.integer({ min: 1, max: 3 }),
      cuts: fc.array(fc.record({ share: fc.integer({ min: 0, max: 4 }), kind: fc.constantFrom('45', '197', '50') }), {
        minLength: 3,
        maxLength: 3,
      }),
    }),
    { maxLength: 12 },
  )
  .map((steps) =>
    steps.map(({ reverses, number, cuts }, index): AdjudicateClaim => {
      const place = { remittanceId: `R${index}`, payerControlNumber: `PCN-${number}` };
      const amounts = lines.map((line, at) => {
        const cut = cuts[at] as { share: number; kind: string };
        return { line, kind: cut.kind, amount: Math.round((line.chargeCents * cut.share) / 4) };
      });
      const decision = remitted(
        amounts.map(({ line, kind, amount }) => decided(line, `CO:${kind}:${amount}`)),
        place,
      );
      if (reverses) return reversalOf({ remitted: decision, denied: [] }, place);
      const deniedAmounts = amounts.flatMap(({ line, kind, amount }) =>
        kind !== '45' && amount > 0 ? [denial(line.line, kind, amount)] : [],
      );
      return { remitted: decision, denied: deniedAmounts };
    }),
  );

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe('after any history of decisions and reversals', () => {
  it('each charge is what was paid and what was adjusted, and what was allowed is what stands', () => {
    fc.assert(
      fc.property(history, (commands) => {
        const before: Decider<ClaimState, AdjudicateClaim, ClaimEvent> = { ...decider, initial: submitted.state };
        const { state, events } = runTwiceEach(before, commands);
        for (const { lines: all, adjustments: own, chargeCents, paidCents } of state.adjudications) {
          const adjusted = [...own, ...all.flatMap((line) => line.adjustments)].map((one) => one.amountCents);
          expect(chargeCents).toBe(paidCents + sum(adjusted));
        }
        const posted = events.flatMap((event) =>
          event.type === 'ClaimAdjudicated' || event.type === 'ClaimReversed'
            ? event.data.lines.map((line) => line.allowedCents)
            : [],
        );
        const standing = standingAdjudications(state).flatMap((one) => one.lines.map((line) => line.allowedCents));
        expect(sum(posted)).toBe(sum(standing));
        expect(new Set(state.denials.map((one) => one.number)).size).toBe(state.denials.length);
      }),
      { numRuns: 300 },
    );
  });
});
