import { expect } from '@jest/globals';
import type { RecordedEvent } from '#libs/commands/sealing.js';
import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import { claimBalance, lineBalances, unbalancedCents } from '#libs/domain/claim/balance.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { ledgerFaults, ledgerTotalCents } from '#libs/domain/provider-ledger/balance.js';
import { providerLedgerDecider } from '#libs/domain/provider-ledger/decider.js';
import { remittanceDifference, remittanceSums } from '#libs/domain/remittance/balance.js';
import { fold } from '#libs/kernel/decider.js';
import { sumCents } from '#libs/kernel/money.js';

/** Where the events of a practice are read. */
export interface Books {
  /** The streams of a category. */
  streams(category: string): Promise<readonly string[]>;
  events(stream: string): Promise<readonly RecordedEvent[]>;
}

/**
 * Not a cent is lost or made: charge = paid + adjustments + patient + open for each line and claim, payment = paid on claims − provider
 * adjustments for each remittance, and each payer's ledger is the provider adjustments that stand.
 */
export async function moneyHolds(books: Books): Promise<void> {
  for (const stream of await books.streams('claim')) {
    const state = fold(claimDecider, (await books.events(stream)) as never[]);
    for (const line of lineBalances(state))
      expect({ stream, line, unbalanced: unbalancedCents(line) }).toMatchObject({ unbalanced: 0 });
    expect({ stream, unbalanced: unbalancedCents(claimBalance(state)) }).toEqual({ stream, unbalanced: 0 });
  }
  const taken = new Map<string, number>();
  for (const stream of await books.streams('remittance')) {
    const recorded = await books.events(stream);
    const events = recorded as unknown as readonly RemittanceEvent[];
    expect({ stream, difference: remittanceDifference(events) }).toEqual({ stream, difference: 0 });
    const payerId = String(recorded[0]?.data.payerId);
    taken.set(payerId, (taken.get(payerId) ?? 0) + remittanceSums(events).providerAdjustmentCents);
  }
  let ledgers = 0;
  for (const stream of await books.streams('provider-ledger')) {
    const events = await books.events(stream);
    const ledger = fold(providerLedgerDecider, events as never[]);
    expect({ stream, faults: ledgerFaults(ledger) }).toEqual({ stream, faults: [] });
    expect({ stream, cents: ledgerTotalCents(ledger) }).toEqual({
      ...{ stream, cents: taken.get(String(events[0]?.data.payerId)) ?? 0 },
    });
    ledgers += ledgerTotalCents(ledger);
  }
  // A provider adjustment that no ledger has would be lost.
  expect(ledgers).toBe(sumCents(taken.values()));
}
