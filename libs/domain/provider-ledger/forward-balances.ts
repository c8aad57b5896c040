import type { ProviderLedgerEvent } from '#libs/contracts/events/provider-ledger-events.js';
import type { Cents } from '#libs/kernel/money.js';
import { type LedgerEntry, type ProviderLedgerState, unpairedCents } from './state.js';

const forward = ({ entries }: ProviderLedgerState) => entries.filter((entry) => entry.kind === 'forward-balance');

/** A forward balance below 0 is money that the payer takes later: it is announced once. */
export function openedForwardBalances(payerId: string, state: ProviderLedgerState): ProviderLedgerEvent[] {
  return forward(state)
    .filter((entry) => entry.amountCents < 0 && !entry.carried)
    .map(({ entryId, remittanceId, paymentDate, amountCents }) => ({
      type: 'ForwardBalanceOpened',
      data: { payerId, entryId, remittanceId, openedOn: paymentDate, carriedCents: -amountCents },
    }));
}

/** Which carried amount a later one most likely takes: the same reference, then the same amount, then the oldest. */
function likeliest(
  taker: LedgerEntry,
  takes: Cents,
  carried: readonly LedgerEntry[],
  left: (entry: LedgerEntry) => Cents,
) {
  const open = carried.filter((entry) => left(entry) > 0 && entry.paymentDate <= taker.paymentDate);
  return (
    open.find((entry) => taker.reference !== '' && entry.reference === taker.reference) ??
    open.find((entry) => left(entry) === takes) ??
    open[0]
  );
}

/** Pairs what later payments took with what was carried to them: whole, in part, or several at once. Nothing pairs with a later carry. */
export function closedForwardBalances(payerId: string, state: ProviderLedgerState): ProviderLedgerEvent[] {
  const entries = forward(state).toSorted((a, b) => a.paymentDate.localeCompare(b.paymentDate));
  const left = new Map(entries.map((entry) => [entry.entryId, unpairedCents(state, entry)]));
  const leftOf = ({ entryId }: LedgerEntry) => left.get(entryId) ?? 0;
  const carried = entries.filter((entry) => entry.amountCents < 0);
  const events: ProviderLedgerEvent[] = [];
  for (const taker of entries.filter((entry) => entry.amountCents > 0)) {
    for (;;) {
      const takes = leftOf(taker);
      const found = takes > 0 ? likeliest(taker, takes, carried, leftOf) : undefined;
      if (!found) break;
      const amountCents = Math.min(takes, leftOf(found));
      const remainingCents = leftOf(found) - amountCents;
      left.set(found.entryId, remainingCents).set(taker.entryId, takes - amountCents);
      const data = { payerId, entryId: found.entryId, byEntryId: taker.entryId, amountCents, remainingCents };
      events.push({ type: 'ForwardBalanceClosed', data });
    }
  }
  return events;
}
