import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import type { BookRemittance } from './booking.js';

/** What a remittance's history comes to for the ledger: the newest posting, or nothing where it was never posted or was undone. */
export function bookingOf(
  remittance: { readonly payerId: string; readonly remittanceId: string },
  events: readonly RemittanceEvent[],
): BookRemittance {
  const { payerId, remittanceId } = remittance;
  const begun = events.findLastIndex(({ type }) => type === 'RemittanceReceived');
  const newest = events.slice(Math.max(begun, 0));
  const received = newest.find((event) => event.type === 'RemittanceReceived');
  const stands =
    newest.some(({ type }) => type === 'RemittancePosted') && newest.every(({ type }) => type !== 'RemittanceUndone');
  const standing = stands ? newest : [];
  return {
    type: 'BookRemittance',
    payerId,
    remittanceId,
    paymentDate: received?.data.paymentDate ?? '',
    adjustments: standing
      .filter((event) => event.type === 'ProviderAdjustmentPosted')
      // The key of a reference may have been destroyed; the money stands.
      .map(({ data: { index, reason, amountCents, reference = '' } }) => ({ index, reason, amountCents, reference })),
    reversals: standing
      .filter((event) => event.type === 'RemittanceClaimMatched')
      .filter(({ data }) => data.reversal)
      .map(({ data: { index, claimId, payerControlNumber, originalPayerControlNumber, paidCents } }) => ({
        remittanceClaim: index,
        claimId,
        payerControlNumber,
        ...(originalPayerControlNumber === undefined ? {} : { originalPayerControlNumber }),
        amountCents: paidCents === 0 ? 0 : -paidCents,
      })),
  };
}
