import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import type { RemittanceTransaction, RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { fold } from '#libs/kernel/decider.js';
import { sumCents } from '#libs/kernel/money.js';
import { ledgerFaults, ledgerTotalCents } from '../provider-ledger/balance.js';
import { bookingOf } from '../provider-ledger/booking-of.js';
import { providerLedgerDecider } from '../provider-ledger/decider.js';
import type { ProviderLedgerState } from '../provider-ledger/state.js';
import { remittanceDifference, remittanceSums } from '../remittance/balance.js';
import { remittanceDecider } from '../remittance/decider.js';
import type { KnownClaim } from '../remittance/match.js';

const CLAIMS = ['0123456789ABC', '0123456789ABD', '0123456789ABE'];

const known: readonly KnownClaim[] = CLAIMS.map((claimId) => ({
  claimId,
  patientId: 'patient-1',
  payerId: 'ACME',
  sentSubmissions: [{ number: 1, chargeCents: 10_000, lineControlNumbers: [] }],
  decisions: [],
}));

const anyClaim = fc
  .record({
    claimId: fc.constantFrom(...CLAIMS, '9999999999999'),
    paidCents: fc.integer({ min: 0, max: 10_000 }),
    reversal: fc.boolean(),
    number: fc.constantFrom('ICN0000001', 'ICN0000002', 'ICN0000003'),
  })
  .map(({ claimId, paidCents, reversal, number }): RemittanceTransactionClaim => {
    const sign = reversal ? -1 : 1;
    return {
      patientControlNumber: `${claimId}S1`,
      payerControlNumber: number,
      status: reversal ? '22' : '1',
      reversal,
      chargeCents: sign * 10_000,
      paidCents: sign * paidCents,
      patientCents: 0,
      adjustments: [{ group: 'CO', reason: '45', amountCents: sign * (10_000 - paidCents) }],
      remarks: [],
      lines: [],
      crossedOver: false,
    };
  });

const anyAdjustment = fc.record({
  reason: fc.constantFrom('WO', 'FB', 'FB', '72', 'L6', 'CS', 'J1'),
  reference: fc.constantFrom('', 'ICN0000001', 'ICN0000002 MBI', 'A', 'B'),
  amountCents: fc.integer({ min: -5_000, max: 5_000 }).filter((amount) => amount !== 0),
});

/** A payment that balances, whatever is in it. */
const anyPayment = fc
  .record({
    number: fc.integer({ min: 1, max: 6 }),
    claims: fc.array(anyClaim, { maxLength: 4 }),
    providerAdjustments: fc.array(anyAdjustment, { maxLength: 4 }),
  })
  .map(
    ({ number, claims, providerAdjustments }): RemittanceTransaction => ({
      remittanceId: `R${number}`,
      payerId: 'ACME',
      payerName: 'ACME HEALTH',
      traceNumber: `TRACE-${number}`,
      originatorId: '1999999999',
      paymentDate: `2026-04-0${number}`,
      paymentCents:
        sumCents(claims.map((claim) => claim.paidCents)) - sumCents(providerAdjustments.map((one) => one.amountCents)),
      transactionControlNumber: '0001',
      balanced: true,
      problems: [],
      claims,
      providerAdjustments,
    }),
  );

type Step = { readonly post: RemittanceTransaction } | { readonly undo: string } | { readonly again: string };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: anyPayment.map((post) => ({ post })), weight: 4 },
  { arbitrary: fc.integer({ min: 1, max: 6 }).map((number) => ({ undo: `R${number}` })), weight: 1 },
  { arbitrary: fc.integer({ min: 1, max: 6 }).map((number) => ({ again: `R${number}` })), weight: 1 },
);

/** One payer's payments and its ledger, as the store would hold them. */
class House {
  readonly remittances = new Map<string, RemittanceEvent[]>();
  ledger: ProviderLedgerState = providerLedgerDecider.initial;

  take(step: Step): void {
    const id = 'post' in step ? step.post.remittanceId : 'undo' in step ? step.undo : step.again;
    const before = this.remittances.get(id) ?? [];
    const decided = remittanceDecider.decide(commandOf(step), fold(remittanceDecider, before));
    if (decided.ok) this.remittances.set(id, [...before, ...decided.value]);
    this.book(id);
    const entries = this.ledger.entries.length;
    // Booked again, as after a crash: nothing more comes of it.
    this.book(id);
    expect(this.ledger.entries).toHaveLength(entries);
  }

  private book(remittanceId: string): void {
    const booking = bookingOf({ payerId: 'ACME', remittanceId }, this.remittances.get(remittanceId) ?? []);
    const decided = providerLedgerDecider.decide(booking, this.ledger);
    if (!decided.ok) throw new Error(decided.refusal.code);
    this.ledger = fold({ initial: this.ledger, evolve: providerLedgerDecider.evolve }, decided.value);
  }
}

function commandOf(step: Step) {
  if ('undo' in step) return { type: 'UndoRemittance' as const, reason: 'posted twice', by: 'user:ann' };
  if ('again' in step) return { type: 'RepostRemittance' as const, by: 'user:ann', sameCheckAs: [] };
  return {
    type: 'PostRemittance' as const,
    transaction: step.post,
    fileId: `file-${step.post.remittanceId}`,
    interchangeId: 'interchange-1',
    known: { byId: new Map(known.map((one) => [one.claimId, one])), byPayerNumber: new Map() },
    sameNumberAs: [],
    sameCheckAs: [],
  };
}

describe('any sequence of payments with reversals and provider adjustments, undone and posted again', () => {
  it('leaves each payment = claims paid − provider adjustments, and the ledger = all provider adjustments that stand', () => {
    let undone = 0;
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1, maxLength: 14 }), (steps) => {
        const house = new House();
        for (const step of steps) {
          house.take(step);
          const all = [...house.remittances.values()];
          for (const events of all) expect(remittanceDifference(events)).toBe(0);
          const posted = sumCents(all.map((events) => remittanceSums(events).providerAdjustmentCents));
          expect(ledgerTotalCents(house.ledger)).toBe(posted);
          expect(ledgerFaults(house.ledger)).toEqual([]);
        }
        undone += [...house.remittances.values()].filter((events) =>
          events.some((one) => one.type === 'RemittanceUndone'),
        ).length;
      }),
      { numRuns: 400 },
    );
    // The property would say little if nothing was ever undone.
    expect(undone).toBeGreaterThan(20);
  });
});

describe('the invariants', () => {
  it('see a cent that was lost', () => {
    const payment = { ...(fc.sample(anyPayment, { numRuns: 1, seed: 7 })[0] as RemittanceTransaction) };
    const decided = remittanceDecider.decide(
      commandOf({ post: { ...payment, paymentCents: payment.paymentCents + 1 } }),
      remittanceDecider.initial,
    );
    if (!decided.ok) throw new Error('refused');
    expect(remittanceDifference(decided.value)).toBe(1);
  });

  it('see what is tied or paired beyond its amount', () => {
    const entry = {
      ...{ entryId: 'R1-0', remittanceId: 'R1', index: 0, paymentDate: '2026-04-06', reason: 'WO', reference: '' },
      ...{ kind: 'recoupment' as const, amountCents: 500, ties: [{ claimId: 'C', amountCents: 600 }], carried: false },
    };
    const link = { entryId: 'R1-0', byEntryId: 'R2-0', amountCents: 1 };
    expect(ledgerFaults({ entries: [entry], reversals: [], links: [link] })).toEqual([
      'R1-0 is tied beyond its amount',
      'R1-0 and R2-0 are no pair',
    ]);
  });
});
