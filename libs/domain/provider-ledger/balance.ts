import { type Cents, sumCents } from '#libs/kernel/money.js';
import { balances, type ProviderLedgerState, unpairedCents, untiedCents } from './state.js';

/** All that the payer has taken (+) or given (−) beside its claims: the sum of the accounts. */
export function ledgerTotalCents(state: ProviderLedgerState): Cents {
  return sumCents(balances(state).values());
}

/**
 * The money invariants of a ledger that its own state can break, as sentences; none where it is sound: nothing is tied or paired beyond its
 * amount or against its sign, and every pair is a carried amount with one that came no earlier.
 */
export function ledgerFaults(state: ProviderLedgerState): readonly string[] {
  const entry = new Map(state.entries.map((one) => [one.entryId, one]));
  const tied = state.entries
    .filter(
      (one) =>
        untiedCents(one) * Math.sign(one.amountCents) < 0 ||
        one.ties.some((tie) => tie.amountCents * one.amountCents <= 0),
    )
    .map(({ entryId }) => `${entryId} is tied beyond its amount`);
  const paired = state.entries
    .filter((one) => unpairedCents(state, one) < 0)
    .map(({ entryId }) => `${entryId} is paired beyond its amount`);
  const links = state.links.filter(({ entryId, byEntryId, amountCents }) => {
    const [carried, taker] = [entry.get(entryId), entry.get(byEntryId)];
    if (!carried || !taker || amountCents <= 0) return true;
    return carried.amountCents >= 0 || taker.amountCents <= 0 || carried.paymentDate > taker.paymentDate;
  });
  return [...tied, ...paired, ...links.map(({ entryId, byEntryId }) => `${entryId} and ${byEntryId} are no pair`)];
}
