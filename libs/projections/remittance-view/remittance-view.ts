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
  readonly status: 'received' | 'posted' | 'rejected' | 'undone';
  /** `paper`: keyed in by a person. */
  readonly source: 'file' | 'paper';
  readonly postedBy: string | null;
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
  /** Set aside by a person as none of ours. */
  readonly ignored: RemittanceRow['unmatched'];
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
      return {
        matched: [...row.matched, { index, claimId, status, chargeCents, paidCents }],
        unmatched: row.unmatched.filter((waiting) => waiting.index !== index),
      };
    }
    case 'RemittanceClaimUnmatched': {
      const { index, status, chargeCents, paidCents, reason } = event.data;
      return { unmatched: [...row.unmatched, { index, status, chargeCents, paidCents, reason }] };
    }
    case 'RemittanceClaimIgnored': {
      const { index } = event.data;
      return {
        unmatched: row.unmatched.filter((waiting) => waiting.index !== index),
        ignored: [...row.ignored, ...row.unmatched.filter((waiting) => waiting.index === index)],
      };
    }
    case 'ProviderAdjustmentPosted': {
      const { index, reason, amountCents } = event.data;
      return { providerAdjustments: [...row.providerAdjustments, { index, reason, amountCents }] };
    }
    case 'RemittancePosted':
      return { status: 'posted' };
    case 'RemittanceUndone':
      return { status: 'undone', matched: [], unmatched: [], ignored: [], providerAdjustments: [] };
  }
}

/** What a row lacks that was folded before. */
const SINCE_FOLD_2 = { ignored: [], source: 'file', postedBy: null } as const;

/** Folds one event of a remittance's stream into its row. */
export function evolveRemittanceRow(
  row: RemittanceRow | null,
  { occurredAt, event }: EventRecord<RemittanceEvent>,
): RemittanceRow | null {
  if (event.type !== 'RemittanceReceived') {
    const current = row && { ...SINCE_FOLD_2, ...row };
    return current && { ...current, ...changed(current, event), changedAt: occurredAt };
  }
  const { remittanceId, payerId, payerName, traceNumber, paymentDate, paymentCents, claimCount, fileId } = event.data;
  const received = { remittanceId, payerId, payerName, traceNumber, paymentDate, paymentCents, claimCount, fileId };
  return {
    ...received,
    status: 'received',
    matched: [],
    unmatched: [],
    ignored: [],
    source: event.data.source ?? 'file',
    postedBy: event.data.postedBy ?? null,
    providerAdjustments: [],
    problems: (event.data.sameNumberAs ?? []).map(reusedNumber),
    changedAt: occurredAt,
  };
}

/** One row a remittance stream, in `views.remittance`. */
export const remittanceView = rowView<RemittanceRow, RemittanceEvent>({
  name: 'remittance',
  foldVersion: 2,
  category: 'remittance',
  table: 'views.remittance',
  evolve: evolveRemittanceRow,
});
