import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { ProviderAdjustmentKind, providerLedgerEvents } from '#libs/contracts/events/provider-ledger-events.js';
import { type EventRecord, rowView } from '../row-view.js';

type LedgerEvent = ClearPartOf<(typeof providerLedgerEvents)[number]>;
type DataOf<Type extends LedgerEvent['type']> = Extract<LedgerEvent, { type: Type }>['data'];

/** One provider adjustment (PLB) as it stands; + takes money away. */
export interface LedgerEntryRow {
  readonly entryId: string;
  readonly remittanceId: string;
  readonly index: number;
  readonly paymentDate: string;
  readonly reason: string;
  readonly kind: ProviderAdjustmentKind;
  readonly amountCents: number;
  /** Claims that a recoupment is about; amounts with the entry's sign. */
  readonly ties: readonly { claimId: string; amountCents: number; how: string }[];
  /** Entries of other payments that a forward balance is paired with; amounts above 0. */
  readonly pairs: readonly { entryId: string; amountCents: number }[];
}

/** What one payer takes and gives beside the claims of its payments. */
export interface ProviderLedgerRow {
  readonly payerId: string;
  readonly entries: readonly LedgerEntryRow[];
  readonly changedAt: string;
}

const EMPTY = { entries: [] };

function entered({ payerId: _payer, ...entry }: DataOf<'ProviderAdjustmentEntered'>): LedgerEntryRow {
  const { entryId, remittanceId, index, paymentDate, reason, kind, amountCents } = entry;
  return { entryId, remittanceId, index, paymentDate, reason, kind, amountCents, ties: [], pairs: [] };
}

function withEntry(
  entries: readonly LedgerEntryRow[],
  entryId: string,
  change: (entry: LedgerEntryRow) => LedgerEntryRow,
): readonly LedgerEntryRow[] {
  return entries.map((entry) => (entry.entryId === entryId ? change(entry) : entry));
}

function paired(entries: readonly LedgerEntryRow[], data: DataOf<'ForwardBalanceClosed'>): readonly LedgerEntryRow[] {
  const { entryId, byEntryId, amountCents } = data;
  const pair = (other: string) => (entry: LedgerEntryRow) => {
    return { ...entry, pairs: [...entry.pairs, { entryId: other, amountCents }] };
  };
  return withEntry(withEntry(entries, entryId, pair(byEntryId)), byEntryId, pair(entryId));
}

function changed(entries: readonly LedgerEntryRow[], event: LedgerEvent): readonly LedgerEntryRow[] {
  switch (event.type) {
    case 'ProviderAdjustmentEntered':
      return [...entries, entered(event.data)];
    case 'ProviderAdjustmentUndone': {
      const { entryId } = event.data;
      return entries
        .filter((entry) => entry.entryId !== entryId)
        .map((entry) => ({ ...entry, pairs: entry.pairs.filter((pair) => pair.entryId !== entryId) }));
    }
    case 'ProviderAdjustmentAssigned':
      return withEntry(entries, event.data.entryId, (entry) => ({ ...entry, kind: event.data.kind }));
    case 'RecoupmentTied': {
      const { claimId, amountCents, how } = event.data;
      return withEntry(entries, event.data.entryId, (entry) => {
        return { ...entry, ties: [...entry.ties, { claimId, amountCents, how }] };
      });
    }
    case 'ForwardBalanceClosed':
      return paired(entries, event.data);
    case 'ForwardBalanceOpened':
    case 'ReversalEntered':
    case 'ReversalUndone':
      return entries;
  }
}

/** Folds one event of a payer's ledger into its row. */
export function evolveProviderLedgerRow(
  row: ProviderLedgerRow | null,
  { occurredAt, event }: EventRecord<LedgerEvent>,
): ProviderLedgerRow {
  const before = row ?? EMPTY;
  return { payerId: event.data.payerId, entries: changed(before.entries, event), changedAt: occurredAt };
}

/** One row a payer's ledger, in `views.provider_ledger`; `views.provider_ledger_entry` takes it apart. */
export const providerLedgerView = rowView<ProviderLedgerRow, LedgerEvent>({
  name: 'provider-ledger',
  foldVersion: 1,
  category: 'provider-ledger',
  table: 'views.provider_ledger',
  evolve: evolveProviderLedgerRow,
});
