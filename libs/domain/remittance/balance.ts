import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';

/** What a remittance's history comes to: its payment, what of it is claims' (matched, unmatched or set aside), and what its provider adjustments take (+). */
export interface RemittanceSums {
  readonly paymentCents: Cents;
  readonly claimPaidCents: Cents;
  readonly providerAdjustmentCents: Cents;
}

/** Of the newest posting, where it stands; all 0 where nothing is posted, or it was undone. */
export function remittanceSums(events: readonly RemittanceEvent[]): RemittanceSums {
  const newest = events.slice(
    Math.max(
      events.findLastIndex(({ type }) => type === 'RemittanceReceived'),
      0,
    ),
  );
  const posted = newest.some(({ type }) => type === 'RemittancePosted');
  if (!posted || newest.some(({ type }) => type === 'RemittanceUndone'))
    return { paymentCents: 0, claimPaidCents: 0, providerAdjustmentCents: 0 };
  // A claim that a person matched later stands there twice: as unmatched first, then as matched.
  const claims = new Map<number, Cents>();
  for (const event of newest)
    if (event.type === 'RemittanceClaimMatched' || event.type === 'RemittanceClaimUnmatched')
      claims.set(event.data.index, event.data.paidCents);
  const adjustments = newest.flatMap((event) =>
    event.type === 'ProviderAdjustmentPosted' ? [event.data.amountCents] : [],
  );
  const received = newest.find((event) => event.type === 'RemittanceReceived');
  return {
    paymentCents: received?.data.paymentCents ?? 0,
    claimPaidCents: sumCents(claims.values()),
    providerAdjustmentCents: sumCents(adjustments),
  };
}

/** The money invariant of a remittance (005010X221A1, transaction balancing): 0 unless payment = claims paid − provider adjustments is broken. */
export function remittanceDifference(events: readonly RemittanceEvent[]): Cents {
  const { paymentCents, claimPaidCents, providerAdjustmentCents } = remittanceSums(events);
  return paymentCents - (claimPaidCents - providerAdjustmentCents);
}
