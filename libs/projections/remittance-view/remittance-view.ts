import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { remittanceEvents } from '#libs/contracts/events/remittance-events.js';
import { type EventRecord, rowView } from '../row-view.js';

type RemittanceEvent = ClearPartOf<(typeof remittanceEvents)[number]>;

/** One payment with its claims, matched or waiting for a person, and the provider adjustments. */
export interface RemittanceRow {
  readonly remittanceId: string;
  readonly payerId: string;
  readonly payerName: string;
  readonly traceNumber: string;
  readonly paymentDate: string;
  readonly paymentCents: number;
  readonly status: 'received' | 'posted' | 'rejected';
  readonly claimCount: number;
  readonly matched: readonly {
    index: number;
    claimId: string;
    status: string;
    chargeCents: number;
    paidCents: number;
  }[];
  readonly unmatched: readonly {
    index: number;
    status: string;
    chargeCents: number;
    paidCents: number;
    reason: string;
  }[];
  readonly providerAdjustments: readonly { index: number; reason: string; amountCents: number }[];
  /** Why it was rejected; of a posted one a warning: its number was another payment's before. */
  readonly problems: readonly { segment: string; position: number; message: string }[];
  readonly fileId: string;
  readonly changedAt: string;
}

/** TRN is the third segment of an 835. */
const reusedNumber = (remittanceId: string) => ({
  segment: 'TRN',
  position: 3,
  message: `the payer used this trace number before, for payment ${remittanceId}; both are posted`,
});

function changed(
  row: RemittanceRow,
  event: Exclude<RemittanceEvent, { type: 'RemittanceReceived' }>,
): Partial<RemittanceRow> {
  switch (event.type) {
    case 'RemittanceRejected':
      return { status: 'rejected', problems: [...row.problems, ...event.data.problems] };
    case 'RemittanceClaimMatched': {
      const { index, claimId, status, chargeCents, paidCents } = event.data;
      return { matched: [...row.matched, { index, claimId, status, chargeCents, paidCents }] };
    }
    case 'RemittanceClaimUnmatched': {
      const { index, status, chargeCents, paidCents, reason } = event.data;
      return { unmatched: [...row.unmatched, { index, status, chargeCents, paidCents, reason }] };
    }
    case 'ProviderAdjustmentPosted': {
      const { index, reason, amountCents } = event.data;
      return { providerAdjustments: [...row.providerAdjustments, { index, reason, amountCents }] };
    }
    case 'RemittancePosted':
      return { status: 'posted' };
  }
}

/** Folds one event of a remittance's stream into its row. */
export function evolveRemittanceRow(
  row: RemittanceRow | null,
  { occurredAt, event }: EventRecord<RemittanceEvent>,
): RemittanceRow | null {
  if (event.type !== 'RemittanceReceived') return row && { ...row, ...changed(row, event), changedAt: occurredAt };
  const { remittanceId, payerId, payerName, traceNumber, paymentDate, paymentCents, claimCount, fileId } = event.data;
  const received = { remittanceId, payerId, payerName, traceNumber, paymentDate, paymentCents, claimCount, fileId };
  return {
    ...received,
    status: 'received',
    matched: [],
    unmatched: [],
    providerAdjustments: [],
    problems: (event.data.sameNumberAs ?? []).map(reusedNumber),
    changedAt: occurredAt,
  };
}

/** One row a remittance stream, in `views.remittance`. */
export const remittanceView = rowView<RemittanceRow, RemittanceEvent>({
  name: 'remittance',
  foldVersion: 1,
  category: 'remittance',
  table: 'views.remittance',
  evolve: evolveRemittanceRow,
});
