import type { ProviderAdjustmentKind, ProviderLedgerEvent } from '#libs/contracts/events/provider-ledger-events.js';
import { type Decider, fold } from '#libs/kernel/decider.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { type BookRemittance, bookedRemittance } from './booking.js';
import { closedForwardBalances, openedForwardBalances } from './forward-balances.js';
import { recognisedRecoupments, type TieRecoupment, tieRecoupment } from './recoupments.js';
import { emptyLedger, evolveProviderLedger, type ProviderLedgerState } from './state.js';

/** A person says what an amount in suspense is. */
export interface AssignProviderAdjustment {
  readonly type: 'AssignProviderAdjustment';
  readonly payerId: string;
  readonly entryId: string;
  readonly kind: ProviderAdjustmentKind;
  readonly explanation: string;
  readonly by: string;
}

export type ProviderLedgerCommand = BookRemittance | TieRecoupment | AssignProviderAdjustment;

type Decided = Result<readonly ProviderLedgerEvent[]>;

function assign(command: AssignProviderAdjustment, state: ProviderLedgerState): Decided {
  const { payerId, entryId, kind, explanation, by } = command;
  const entry = state.entries.find((one) => one.entryId === entryId);
  if (!entry) return refuse('provider-entry.unknown', 'The ledger has no such entry.', 'entryId');
  if (entry.kind === kind) return accept([]);
  if (entry.kind !== 'suspense')
    return refuse('provider-entry.already-assigned', `The entry is on the account ${entry.kind} already.`, 'entryId');
  if (explanation.trim() === '')
    return refuse('provider-entry.explanation-missing', 'must not be blank', 'explanation');
  return accept([
    { type: 'ProviderAdjustmentAssigned', data: { payerId, entryId, kind, assignedBy: by, explanation } },
  ]);
}

function decided(command: ProviderLedgerCommand, state: ProviderLedgerState): Decided {
  switch (command.type) {
    case 'BookRemittance':
      return accept(bookedRemittance(command, state));
    case 'TieRecoupment':
      return tieRecoupment(command, state);
    case 'AssignProviderAdjustment':
      return assign(command, state);
  }
}

/** What follows by itself from any change: balances that are carried, taken, and recoupments whose claim is plain. */
function following(payerId: string, state: ProviderLedgerState): ProviderLedgerEvent[] {
  return [
    ...openedForwardBalances(payerId, state),
    ...closedForwardBalances(payerId, state),
    ...recognisedRecoupments(payerId, state),
  ];
}

/** One payer's ledger of a practice: every provider adjustment once, none dropped. */
export const providerLedgerDecider: Decider<ProviderLedgerState, ProviderLedgerCommand, ProviderLedgerEvent> = {
  initial: emptyLedger,
  evolve: evolveProviderLedger,
  decide(command, state) {
    const events = decided(command, state);
    if (!events.ok || events.value.length === 0) return events;
    const next = fold({ initial: state, evolve: evolveProviderLedger }, events.value);
    return accept([...events.value, ...following(command.payerId, next)]);
  },
};
