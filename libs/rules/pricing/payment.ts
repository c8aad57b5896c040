import type { Cents } from '#libs/kernel/money.js';
import { type Ratio, ratio, shareOfCents } from '#libs/kernel/ratio.js';

/** Shares in force on the date of service for one line. */
export interface PaymentTerms {
  readonly coinsurance: Ratio;
  /** What the payer pays of its share for an assistant's line; 1 for every other line. */
  readonly assistantShare: Ratio;
  readonly sequestration: Ratio;
}

export interface Payment {
  readonly deductibleCents: Cents;
  readonly coinsuranceCents: Cents;
  readonly assistantCutCents: Cents;
  readonly sequestrationCents: Cents;
  readonly paidCents: Cents;
}

/** A payer that takes no share of the patient and cuts nothing but an assistant's line. */
export const PAID_IN_FULL: PaymentTerms = { coinsurance: ratio(0), assistantShare: ratio(1), sequestration: ratio(0) };

/**
 * From the allowed amount to the payment, each step rounded half up: deductible, coinsurance of the rest, the assistant's cut of the
 * payer's share, sequestration of what is left.
 */
export function paymentOf(allowedCents: Cents, deductibleLeftCents: Cents, terms: PaymentTerms): Payment {
  const deductibleCents = Math.min(allowedCents, deductibleLeftCents);
  const rest = allowedCents - deductibleCents;
  const coinsuranceCents = shareOfCents(rest, terms.coinsurance);
  const share = rest - coinsuranceCents;
  const afterAssistant = shareOfCents(share, terms.assistantShare);
  const sequestrationCents = shareOfCents(afterAssistant, terms.sequestration);
  return {
    deductibleCents,
    coinsuranceCents,
    assistantCutCents: share - afterAssistant,
    sequestrationCents,
    paidCents: afterAssistant - sequestrationCents,
  };
}
