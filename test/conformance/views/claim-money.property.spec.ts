import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { ChargeLine } from '#libs/contracts/events/shapes.js';
import { adjudicateClaim } from '#libs/domain/claim/adjudication.js';
import { claimBalance, lineBalances, unbalancedCents } from '#libs/domain/claim/balance.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { patientOwesCents, patientPaidCents } from '#libs/domain/claim/evolve-patient-money.js';
import { type ClaimState, newestAdjudication } from '#libs/domain/claim/state.js';
import { decided, drafted, lines, remitted, sent } from '#libs/domain/claim/testing/adjudication-fixtures.js';
import { undoAdjudication } from '#libs/domain/claim/undo-adjudication.js';
import { fold } from '#libs/kernel/decider.js';
import type { Result } from '#libs/kernel/result.js';
import { type ClaimFacts, evolveClaimFacts } from '#libs/projections/claim-facts/claim-facts.js';
import type { ClaimRow } from '#libs/projections/claim-view/claim-row.js';
import { evolveClaimRow } from '#libs/projections/claim-view/claim-view.js';

/** What may happen to a claim that was sent; amounts are chosen per line. */
type Step =
  | { readonly kind: 'answer'; readonly shares: readonly Share[] }
  | { readonly kind: 'reverse' }
  | { readonly kind: 'correct'; readonly shares: readonly Share[] }
  | { readonly kind: 'undo'; readonly which: number }
  | { readonly kind: 'replace' }
  | { readonly kind: 'pay'; readonly amountCents: number }
  | { readonly kind: 'refund'; readonly amountCents: number };

/** How the payer answers one line: not at all, or with what it takes off and lays on the patient; denied, it pays nothing. */
interface Share {
  readonly answered: boolean;
  readonly denied: boolean;
  readonly contractual: number;
  readonly patient: number;
}

const share = fc.record({
  answered: fc.boolean(),
  denied: fc.boolean(),
  contractual: fc.integer({ min: 0, max: 2000 }),
  patient: fc.integer({ min: 0, max: 2000 }),
});
const shares = fc.array(share, { minLength: lines.length, maxLength: lines.length });
const amountCents = fc.integer({ min: 1, max: 3000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('answer' as const), shares }),
  fc.record({ kind: fc.constant('reverse' as const) }),
  fc.record({ kind: fc.constant('correct' as const), shares }),
  fc.record({ kind: fc.constant('undo' as const), which: fc.nat(20) }),
  fc.record({ kind: fc.constant('replace' as const) }),
  fc.record({ kind: fc.constant('pay' as const), amountCents }),
  fc.record({ kind: fc.constant('refund' as const), amountCents }),
);

const DENIED = '197';

function answerOf(state: ClaimState, given: readonly Share[], remittanceId: string, index = 0) {
  const answered = lines.flatMap((line, at) => (given[at]?.answered ? [{ line, share: given[at] }] : []));
  const decisions = answered.map(({ line, share: { denied, contractual, patient } }) =>
    decided(line, denied ? `CO:${DENIED}:${line.chargeCents}` : `CO:45:${contractual} PR:3:${patient}`),
  );
  const submissionNumber = state.submissions.at(-1)?.number ?? 1;
  const denials = answered.flatMap(({ line, share: { denied } }, at) =>
    denied
      ? [
          {
            line: at + 1,
            group: 'CO',
            reason: DENIED,
            remarks: [],
            unprocessable: false,
            deniedCents: line.chargeCents,
          },
        ]
      : [],
  );
  const payerControlNumber = `PCN-${remittanceId}-${index}`;
  const claim = remitted(decisions, { remittanceId, index, submissionNumber, payerControlNumber });
  return adjudicateClaim({ remitted: claim, denied: denials }, state);
}

function reversalOf(state: ClaimState, remittanceId: string) {
  const newest = newestAdjudication(state);
  if (!newest) return null;
  const reversed = remitted([], {
    ...{ remittanceId, status: '22', reversal: true, payerControlNumber: newest.payerControlNumber },
    ...{ chargeCents: -newest.chargeCents, paidCents: -newest.paidCents },
  });
  return adjudicateClaim({ remitted: reversed, denied: [] }, state);
}

/** What a step leads to; null where it cannot happen. */
function taken(state: ClaimState, step: Step, number: number): Result<readonly ClaimEvent[]> | null {
  const id = `R${number}`;
  const today = '2026-12-31';
  switch (step.kind) {
    case 'answer':
      return step.shares.some(({ answered }) => answered) ? answerOf(state, step.shares, id) : null;
    case 'reverse':
      return reversalOf(state, id);
    case 'correct': {
      const reversed = reversalOf(state, id);
      if (!reversed?.ok || step.shares.every(({ answered }) => !answered)) return null;
      const after = reversed.value.reduce(claimDecider.evolve, state);
      const corrected = answerOf(after, step.shares, id, 1);
      return corrected.ok ? { ok: true, value: [...reversed.value, ...corrected.value] } : corrected;
    }
    case 'undo': {
      const ids = [...new Set(state.posted.map(({ remittanceId }) => remittanceId))];
      const remittanceId = ids[step.which % Math.max(ids.length, 1)];
      return remittanceId === undefined ? null : undoAdjudication({ remittanceId }, state);
    }
    case 'replace':
      return claimDecider.decide(
        {
          type: 'ReplaceClaim',
          frequency: '7',
          frequencyCodes: ['1', '7', '8'],
          content: state.content,
          releasedAt: '2026-05-01T00:00:00.000Z',
        },
        state,
      );
    case 'pay':
      return claimDecider.decide(
        {
          ...{ type: 'PostPatientPayment', paymentId: id, kind: 'payment', receivedOn: '2026-03-12' },
          ...{ amountCents: step.amountCents, today, by: 'user:ann' },
        },
        state,
      );
    case 'refund':
      return claimDecider.decide(
        {
          ...{ type: 'RefundPatient', paymentId: id, refundedOn: '2026-03-12' },
          ...{ amountCents: step.amountCents, today, by: 'user:ann' },
        },
        state,
      );
  }
}

/** After each step; throws where the money does not add up. */
function check(state: ClaimState, step: Step): void {
  const balance = claimBalance(state);
  const off = [balance, ...lineBalances(state)].map(unbalancedCents).filter((cents) => cents !== 0);
  expect({ step, off }).toEqual({ step, off: [] });
  expect(patientPaidCents(state)).toBeGreaterThanOrEqual(0);
  // Nothing is the patient's while something is denied, and never more than the payers left.
  if (state.denials.some((denial) => denial.state === 'open')) expect(state.patientShareCents).toBeNull();
  else if (state.patientShareCents !== null) expect(state.patientShareCents).toBe(balance.patientCents);
}

function rowsOf(events: readonly ClaimEvent[]): { facts: ClaimFacts | null; row: ClaimRow | null } {
  const occurredAt = '2026-03-12T12:00:00.000Z';
  let facts: ClaimFacts | null = null;
  let row: ClaimRow | null = null;
  for (const event of events) {
    facts = evolveClaimFacts(facts, { occurredAt, event });
    row = evolveClaimRow(row, { occurredAt, event });
  }
  return { facts, row };
}

const total = (of: readonly ChargeLine[]) => of.reduce((sum, line) => sum + line.chargeCents, 0);

describe('the money of a claim', () => {
  it('adds up after every answer, reversal, correction, undo, replacement and payment of the patient', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
        const events: ClaimEvent[] = [drafted, ...sent()];
        let state = fold(claimDecider, events);
        expect(claimBalance(state)).toMatchObject({ chargeCents: total(lines), openCents: total(lines) });
        for (const [number, one] of steps.entries()) {
          const result = taken(state, one, number);
          if (!result?.ok) continue;
          events.push(...result.value);
          state = result.value.reduce(claimDecider.evolve, state);
          check(state, one);
        }
        const { facts, row } = rowsOf(events);
        const owed = { patientPaidCents: patientPaidCents(state), patientOwesCents: patientOwesCents(state) };
        const { paidCents, patientCents, deniedCents, adjustmentCents } = claimBalance(state);
        expect(facts).toMatchObject({
          ...owed,
          paidCents,
          patientCents,
          deniedCents,
          contractualCents: adjustmentCents,
        });
        expect(row).toMatchObject(owed);
      }),
      { numRuns: 150 },
    );
  });

  it('is after an undo of everything what it was before anything', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 10 }), (steps) => {
        let state = fold(claimDecider, [drafted, ...sent()]);
        for (const [number, one] of steps.entries()) {
          const result = taken(state, one, number);
          if (result?.ok) state = result.value.reduce(claimDecider.evolve, state);
        }
        while (state.posted.length > 0) {
          const result = taken(state, { kind: 'undo', which: state.posted.length - 1 }, 99);
          if (!result?.ok) throw new Error('what is posted can be undone');
          state = result.value.reduce(claimDecider.evolve, state);
        }
        expect(claimBalance(state)).toMatchObject({
          paidCents: 0,
          patientCents: 0,
          deniedCents: 0,
          openCents: total(lines),
        });
        expect(state).toMatchObject({ adjudication: 'none', unexplained: [], patientShareCents: null });
      }),
      { numRuns: 100 },
    );
  });
});
