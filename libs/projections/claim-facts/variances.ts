import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;
export type VarianceEvent = Extract<
  ClaimEvent,
  {
    type:
      | 'ClaimUnderpaid'
      | 'ClaimPaidAboveExpected'
      | 'ClaimUnderpaymentSettled'
      | 'ClaimOverpaid'
      | 'ClaimOverpaymentChanged';
  }
>;

/** A payment that was not what it should be: `under` and `over` what was expected of the payer, `overpaid` what is to be given back. */
export interface PaymentVariance {
  /** Of its case; null where it is a fact alone. */
  readonly number: number | null;
  readonly kind: 'under' | 'over' | 'overpaid';
  readonly amountCents: number;
  readonly toleranceCents: number | null;
  readonly remittanceId: string;
  readonly paymentDate: string;
  /** Still short, or still to be given back; 0 once settled. */
  readonly openCents: number;
  /** What settled it, or changed what is open. */
  readonly how: string | null;
}

function changed(
  before: readonly PaymentVariance[],
  number: number,
  change: Partial<PaymentVariance>,
): readonly PaymentVariance[] {
  return before.map((one) => (one.number === number ? { ...one, ...change } : one));
}

/** Folds one event into the claim's variances. */
export function evolveVariances(before: readonly PaymentVariance[], event: VarianceEvent): readonly PaymentVariance[] {
  switch (event.type) {
    case 'ClaimUnderpaid': {
      const { number, remittanceId, paymentDate, shortCents, toleranceCents } = event.data;
      const found = { number, kind: 'under' as const, amountCents: shortCents, toleranceCents, openCents: shortCents };
      return [...before, { ...found, remittanceId, paymentDate, how: null }];
    }
    case 'ClaimPaidAboveExpected': {
      const { remittanceId, paymentDate, overCents, toleranceCents } = event.data;
      const found = { number: null, kind: 'over' as const, amountCents: overCents, toleranceCents, openCents: 0 };
      return [...before, { ...found, remittanceId, paymentDate, how: null }];
    }
    case 'ClaimOverpaid': {
      const { number, remittanceId, paymentDate, overpaidCents, source } = event.data;
      const found = { number, kind: 'overpaid' as const, amountCents: overpaidCents, openCents: overpaidCents };
      return [...before, { ...found, toleranceCents: null, remittanceId, paymentDate, how: source }];
    }
    case 'ClaimUnderpaymentSettled':
      return changed(before, event.data.number, { openCents: 0, how: event.data.how });
    case 'ClaimOverpaymentChanged':
      return changed(before, event.data.number, { openCents: event.data.outstandingCents, how: event.data.because });
  }
}
