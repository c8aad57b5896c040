import type { Cents } from '#libs/kernel/money.js';
import { refuse } from '#libs/kernel/result.js';

/** Another payment of the same payer under the same check or EFT number that is posted. */
export interface SameCheck {
  readonly remittanceId: string;
  readonly paymentCents: Cents;
  readonly source: 'file' | 'paper';
}

/**
 * Why a payment may not be posted beside another: what was keyed in from paper may come as a file, or the other way round, and is one payment.
 * Null where it may.
 */
export function postedInOtherMedium(
  { source, paymentCents }: Pick<SameCheck, 'source' | 'paymentCents'>,
  sameCheckAs: readonly SameCheck[],
) {
  const other = sameCheckAs.find((one) => one.source !== source && one.paymentCents === paymentCents);
  if (!other) return null;
  const how = other.source === 'paper' ? 'keyed in from paper' : 'taken from a file';
  return refuse('remittance.duplicate', `This payment was ${how} before, as ${other.remittanceId}.`);
}
