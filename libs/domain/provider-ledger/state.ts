import type { ProviderAdjustmentKind, ProviderLedgerEvent } from '#libs/contracts/events/provider-ledger-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';

/* Stream `{practice}/provider-ledger-{payerId}`. Events: contracts/events/provider-ledger-events.ts; their names and fields are storage format. */

/** What of a recoupment is about one claim; its sign is the entry's. */
export interface Tie {
  readonly claimId: string;
  readonly amountCents: Cents;
}

/** One provider adjustment (PLB) as it stands; + takes money away. */
export interface LedgerEntry {
  readonly entryId: string;
  readonly remittanceId: string;
  readonly index: number;
  readonly paymentDate: LocalDate;
  readonly reason: string;
  readonly reference: string;
  readonly kind: ProviderAdjustmentKind;
  readonly amountCents: Cents;
  readonly ties: readonly Tie[];
  /** A forward balance that is carried: it was announced as open. */
  readonly carried: boolean;
}

/** A claim of ours that the payer took back. */
export interface EnteredReversal {
  readonly remittanceId: string;
  /** 0-based place of the CLP in its remittance. */
  readonly remittanceClaim: number;
  readonly claimId: string;
  readonly payerControlNumber: string;
  readonly originalPayerControlNumber?: string | undefined;
  /** What it takes: the negated CLP04. */
  readonly amountCents: Cents;
  readonly paymentDate: LocalDate;
}

/** A forward balance and a later payment's entry that took it, or a part of it. */
export interface ForwardLink {
  readonly entryId: string;
  readonly byEntryId: string;
  readonly amountCents: Cents;
}

/** What one payer takes and gives beside the claims of its payments. */
export interface ProviderLedgerState {
  readonly entries: readonly LedgerEntry[];
  readonly reversals: readonly EnteredReversal[];
  readonly links: readonly ForwardLink[];
}

export const emptyLedger: ProviderLedgerState = { entries: [], reversals: [], links: [] };

export const entryIdOf = (remittanceId: string, index: number) => `${remittanceId}-${index}`;

/** What of a recoupment no claim has been found for; its sign is the entry's. */
export function untiedCents(entry: LedgerEntry): Cents {
  return entry.amountCents - sumCents(entry.ties.map((tie) => tie.amountCents));
}

/** What of a forward balance, carried or taken, has no counterpart yet; never below 0. */
export function unpairedCents(state: ProviderLedgerState, entry: LedgerEntry): Cents {
  const mine = state.links.filter((link) => link.entryId === entry.entryId || link.byEntryId === entry.entryId);
  return Math.abs(entry.amountCents) - sumCents(mine.map((link) => link.amountCents));
}

/** What the payer has taken (+) or given (−) on each account; the accounts together are all adjustments that were posted. */
export function balances(state: ProviderLedgerState): ReadonlyMap<ProviderAdjustmentKind, Cents> {
  const byKind = new Map<ProviderAdjustmentKind, Cents>();
  for (const { kind, amountCents } of state.entries) byKind.set(kind, (byKind.get(kind) ?? 0) + amountCents);
  return byKind;
}

function withEntry(
  state: ProviderLedgerState,
  entryId: string,
  change: (entry: LedgerEntry) => LedgerEntry,
): ProviderLedgerState {
  return { ...state, entries: state.entries.map((entry) => (entry.entryId === entryId ? change(entry) : entry)) };
}

/** Folds one event into the ledger. */
export function evolveProviderLedger(state: ProviderLedgerState, event: ProviderLedgerEvent): ProviderLedgerState {
  switch (event.type) {
    case 'ProviderAdjustmentEntered': {
      const { payerId: _payer, ...entry } = event.data;
      return { ...state, entries: [...state.entries, { ...entry, ties: [], carried: false }] };
    }
    case 'ProviderAdjustmentUndone': {
      const { entryId } = event.data;
      return {
        ...state,
        entries: state.entries.filter((entry) => entry.entryId !== entryId),
        links: state.links.filter((link) => link.entryId !== entryId && link.byEntryId !== entryId),
      };
    }
    case 'ProviderAdjustmentAssigned':
      return withEntry(state, event.data.entryId, (entry) => ({ ...entry, kind: event.data.kind }));
    case 'ReversalEntered': {
      const { payerId: _payer, ...reversal } = event.data;
      return { ...state, reversals: [...state.reversals, reversal] };
    }
    case 'ReversalUndone': {
      const { remittanceId, remittanceClaim } = event.data;
      const isIt = (one: EnteredReversal) =>
        one.remittanceId === remittanceId && one.remittanceClaim === remittanceClaim;
      return { ...state, reversals: state.reversals.filter((one) => !isIt(one)) };
    }
    case 'RecoupmentTied': {
      const { entryId, claimId, amountCents } = event.data;
      return withEntry(state, entryId, (entry) => ({ ...entry, ties: [...entry.ties, { claimId, amountCents }] }));
    }
    case 'ForwardBalanceOpened':
      return withEntry(state, event.data.entryId, (entry) => ({ ...entry, carried: true }));
    case 'ForwardBalanceClosed': {
      const { entryId, byEntryId, amountCents } = event.data;
      return { ...state, links: [...state.links, { entryId, byEntryId, amountCents }] };
    }
  }
}
