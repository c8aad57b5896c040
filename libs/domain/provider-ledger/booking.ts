import type { ProviderLedgerEvent } from '#libs/contracts/events/provider-ledger-events.js';
import type { Cents } from '#libs/kernel/money.js';
import { kindOf } from './adjustment-kinds.js';
import { type EnteredReversal, entryIdOf, type LedgerEntry, type ProviderLedgerState } from './state.js';

/** One PLB amount of a remittance. */
export interface PostedAdjustment {
  readonly index: number;
  /** PLB03-1. */
  readonly reason: string;
  /** PLB03-2. */
  readonly reference: string;
  readonly amountCents: Cents;
}

/** All that a remittance has for the ledger as it stands now: nothing once it was undone. */
export interface BookRemittance {
  readonly type: 'BookRemittance';
  readonly payerId: string;
  readonly remittanceId: string;
  readonly paymentDate: string;
  readonly adjustments: readonly PostedAdjustment[];
  readonly reversals: readonly Omit<EnteredReversal, 'remittanceId' | 'paymentDate'>[];
}

const isSame = (entry: LedgerEntry, one: PostedAdjustment) =>
  entry.index === one.index && entry.reason === one.reason && entry.amountCents === one.amountCents;

function undone(payerId: string, { entryId, remittanceId, amountCents, ties }: LedgerEntry): ProviderLedgerEvent {
  return {
    type: 'ProviderAdjustmentUndone',
    data: { payerId, entryId, remittanceId, amountCents, ties: [...ties] },
  };
}

function entered(command: BookRemittance, one: PostedAdjustment): ProviderLedgerEvent {
  const { payerId, remittanceId, paymentDate } = command;
  const { index, reason, reference, amountCents } = one;
  return {
    type: 'ProviderAdjustmentEntered',
    data: {
      payerId,
      entryId: entryIdOf(remittanceId, index),
      remittanceId,
      index,
      paymentDate,
      reason,
      kind: kindOf(reason),
      amountCents,
      reference,
    },
  };
}

function reversalEvents(command: BookRemittance, state: ProviderLedgerState): ProviderLedgerEvent[] {
  const { payerId, remittanceId, paymentDate } = command;
  const known = state.reversals.filter((one) => one.remittanceId === remittanceId);
  const gone = known.filter(
    (one) => !command.reversals.some(({ remittanceClaim }) => remittanceClaim === one.remittanceClaim),
  );
  const fresh = command.reversals.filter(
    (one) => !known.some(({ remittanceClaim }) => remittanceClaim === one.remittanceClaim),
  );
  return [
    ...gone.map(({ remittanceClaim, claimId }): ProviderLedgerEvent => {
      return { type: 'ReversalUndone', data: { payerId, remittanceId, remittanceClaim, claimId } };
    }),
    ...fresh.map((one): ProviderLedgerEvent => {
      return { type: 'ReversalEntered', data: { payerId, remittanceId, paymentDate, ...one } };
    }),
  ];
}

/** Brings the ledger to what the remittance says: what it has no more is undone, what is new is entered, the same again changes nothing. */
export function bookedRemittance(command: BookRemittance, state: ProviderLedgerState): ProviderLedgerEvent[] {
  const { payerId, remittanceId, adjustments } = command;
  const known = state.entries.filter((entry) => entry.remittanceId === remittanceId);
  const gone = known.filter((entry) => !adjustments.some((one) => isSame(entry, one)));
  const fresh = adjustments.filter((one) => !known.some((entry) => isSame(entry, one)));
  return [
    ...gone.map((entry) => undone(payerId, entry)),
    ...fresh.map((one) => entered(command, one)),
    ...reversalEvents(command, state),
  ];
}
