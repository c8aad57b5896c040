import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sumCents } from '#libs/kernel/money.js';
import { runTwiceEach } from '#libs/testing/decider.js';
import { type LedgerCommand, ledgerDecider } from './decider.js';
import { dayCoding, noThresholds, ofClaim, patientYear, reservation } from './ledger-fixtures.js';
import { accruedCents, therapySums } from './state.js';

const claimId = fc.constantFrom('C1', 'C2', 'C3');
const remittanceId = fc.constantFrom('R1', 'R2', 'R3');
const payerControlNumber = fc.constantFrom('PCN1', 'PCN2');
const amountCents = fc.integer({ min: 1, max: 20_000 });
const lines = fc
  .uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((line) =>
        amountCents.map((cents) => ({ line, code: '97110', pool: 'OT' as const, amountCents: cents })),
      ),
    ),
  );
const numbers = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 3 })), { nil: null });

const command: fc.Arbitrary<LedgerCommand> = fc.oneof(
  fc
    .record({ claimId, amount: amountCents, held: fc.boolean(), deductible: fc.integer({ min: 0, max: 50 }) })
    .map((day) =>
      dayCoding({
        claimId: day.claimId,
        reservations: day.held ? [] : [reservation(day.amount, day.claimId, day.deductible)],
        thresholds: { OT: { kxCents: 15_000, medicalReviewCents: 18_000 } },
      }),
    ),
  fc
    .record({ claimId, remittanceId, payerControlNumber, lines })
    .map((data) => ({ type: 'AdjudicateTherapyAmounts' as const, ...ofClaim, ...data })),
  fc
    .record({ claimId, remittanceId, lines: numbers })
    .map((data) => ({ type: 'ContestTherapyAmounts' as const, ...ofClaim, ...data })),
  fc
    .record({ claimId, lines: numbers })
    .map((data) => ({ type: 'ReleaseTherapyAmounts' as const, ...ofClaim, reason: 'written-off', ...data })),
  fc
    .record({ claimId, remittanceId, payerControlNumber })
    .map((data) => ({ type: 'ReverseTherapyAmounts' as const, ...ofClaim, ...data })),
  fc.record({ usedCents: amountCents }).map((data) => ({
    type: 'SetOpeningBalance' as const,
    ...patientYear,
    ...noThresholds,
    pool: 'OT' as const,
    ...data,
  })),
);

/** What is finally allowed, kept the simplest way: one entry a decision, taken out by a later remittance's reversal. */
function allowed(commands: readonly LedgerCommand[]): number {
  const seen = new Map<string, { remittanceId: string; key: string; amountCents: number; taken: boolean }>();
  for (const each of commands) {
    if (each.type === 'AdjudicateTherapyAmounts')
      for (const line of each.lines) {
        const key = `${each.claimId}|${each.payerControlNumber}`;
        const id = `${key}|${each.remittanceId}|${line.line}`;
        if (!seen.has(id))
          seen.set(id, { key, remittanceId: each.remittanceId, amountCents: line.amountCents, taken: false });
      }
    if (each.type === 'ReverseTherapyAmounts')
      for (const entry of seen.values())
        if (entry.key === `${each.claimId}|${each.payerControlNumber}` && entry.remittanceId !== each.remittanceId)
          entry.taken = true;
  }
  return sumCents([...seen.values()].filter((entry) => !entry.taken).map((entry) => entry.amountCents));
}

describe('any history of a ledger', () => {
  it('has no command that does something when it is asked twice', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => void runTwiceEach(ledgerDecider, commands)),
    );
  });

  it('adjudicates the sum of what is finally allowed', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        const { state } = runTwiceEach(ledgerDecider, commands);
        expect(therapySums(state, 'OT').adjudicatedCents).toBe(allowed(commands));
      }),
    );
  });

  it('never has a sum below zero, and accrues nothing in a pool that nobody uses', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        const { state } = runTwiceEach(ledgerDecider, commands);
        for (const sum of Object.values(therapySums(state, 'OT'))) expect(sum).toBeGreaterThanOrEqual(0);
        expect(accruedCents(state, 'PT_SLP')).toBe(0);
      }),
    );
  });
});
