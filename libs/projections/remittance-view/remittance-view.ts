import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { remittanceEvents } from '#libs/contracts/events/remittance-events.js';

type RemittanceEvent = ClearPartOf<(typeof remittanceEvents)[number]>;

/** One payment with its claims, matched or waiting for a person, and the provider adjustments. */
export interface RemittanceRow {
  readonly practice: string;
  readonly remittanceId: string;
  readonly version: number;
  readonly payerId: string;
  readonly payerName: string;
  readonly traceNumber: string;
  readonly paymentDate: string;
  readonly paymentCents: number;
  readonly state: 'received' | 'posted' | 'rejected';
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
  readonly problems: readonly { segment: string; position: number; message: string }[];
  readonly fileId: string;
  readonly changedAt: string;
}

export interface RemittanceEventRecord {
  readonly practice: string;
  readonly occurredAt: string;
  readonly event: RemittanceEvent;
}

function changed(
  row: RemittanceRow,
  event: Exclude<RemittanceEvent, { type: 'RemittanceReceived' }>,
): Partial<RemittanceRow> {
  switch (event.type) {
    case 'RemittanceRejected':
      return { state: 'rejected', problems: event.data.problems };
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
      return { state: 'posted' };
  }
}

/** Folds one event of a remittance's stream into its row. */
export function evolveRemittanceRow(
  row: RemittanceRow | null,
  version: number,
  { practice, occurredAt, event }: RemittanceEventRecord,
): RemittanceRow | null {
  if (event.type !== 'RemittanceReceived')
    return row && { ...row, ...changed(row, event), version, changedAt: occurredAt };
  const { remittanceId, payerId, payerName, traceNumber, paymentDate, paymentCents, claimCount, fileId } = event.data;
  const received = { remittanceId, payerId, payerName, traceNumber, paymentDate, paymentCents, claimCount, fileId };
  return {
    practice,
    ...received,
    state: 'received',
    matched: [],
    unmatched: [],
    providerAdjustments: [],
    problems: [],
    version,
    changedAt: occurredAt,
  };
}
