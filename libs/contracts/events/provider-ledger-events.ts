import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { cents, date } from './shapes.js';

/* These names and fields are storage format: every store holds them for ever. Add fields, never rename or reuse one; change meaning only with a new version and an upcaster. */

/** The account that a provider adjustment (PLB) stands on. What nobody knows stays in suspense until a person says what it is. */
export const providerAdjustmentKind = z.enum([
  'recoupment',
  'forward-balance',
  'return',
  'interest',
  'penalty',
  'tax',
  'incentive',
  'other',
  'suspense',
]);
export type ProviderAdjustmentKind = z.infer<typeof providerAdjustmentKind>;

/** `entryId` is `{remittanceId}-{index of the PLB amount}`; an amount with + takes money away. */
const entry = { payerId: z.string(), entryId: z.string() };
const reversal = { payerId: z.string(), remittanceId: z.string(), remittanceClaim: z.int(), claimId: z.string() };

export const ProviderAdjustmentEntered = defineEvent('ProviderAdjustmentEntered', 1, {
  clear: {
    ...entry,
    remittanceId: z.string(),
    index: z.int(),
    paymentDate: date,
    /** PLB03-1. */
    reason: z.string(),
    kind: providerAdjustmentKind,
    amountCents: cents,
  },
  /** PLB03-2: it may name a patient's account. */
  sealed: { reference: z.string() },
});
/** Its remittance was undone, or posted anew with another amount in its place. */
export const ProviderAdjustmentUndone = defineEvent('ProviderAdjustmentUndone', 1, {
  clear: {
    ...entry,
    remittanceId: z.string(),
    amountCents: cents,
    /** What it had been tied to: those claims' recoupments are as if it had never come. */
    ties: z.array(z.object({ claimId: z.string(), amountCents: cents })),
  },
});
/** A person says what an amount in suspense is. */
export const ProviderAdjustmentAssigned = defineEvent('ProviderAdjustmentAssigned', 1, {
  clear: { ...entry, kind: providerAdjustmentKind, assignedBy: z.string() },
  sealed: { explanation: z.string() },
});
/** The payer took back a claim of ours (CLP02 22): `amountCents` is what it takes, what a recoupment may be tied to. */
export const ReversalEntered = defineEvent('ReversalEntered', 1, {
  clear: {
    ...reversal,
    payerControlNumber: z.string(),
    originalPayerControlNumber: z.string().optional(),
    amountCents: cents,
    paymentDate: date,
  },
});
export const ReversalUndone = defineEvent('ReversalUndone', 1, { clear: reversal });
/** The claim whose money a recoupment takes (+), or puts off (−: the reversal is posted, its money taken later). */
export const RecoupmentTied = defineEvent('RecoupmentTied', 1, {
  clear: {
    ...entry,
    claimId: z.string(),
    remittanceId: z.string(),
    amountCents: cents,
    paymentDate: date,
    how: z.enum(['payer-control-number', 'person']),
    tiedBy: z.string().optional(),
  },
});
/** Money that the payer did not take in this payment (PLB FB, −), carried to a later one. */
export const ForwardBalanceOpened = defineEvent('ForwardBalanceOpened', 1, {
  clear: { ...entry, remittanceId: z.string(), openedOn: date, carriedCents: cents },
});
/** A later payment took it (PLB FB, +), or a part of it. */
export const ForwardBalanceClosed = defineEvent('ForwardBalanceClosed', 1, {
  clear: { ...entry, byEntryId: z.string(), amountCents: cents, remainingCents: cents },
});

export const providerLedgerEvents = [
  ProviderAdjustmentEntered,
  ProviderAdjustmentUndone,
  ProviderAdjustmentAssigned,
  ReversalEntered,
  ReversalUndone,
  RecoupmentTied,
  ForwardBalanceOpened,
  ForwardBalanceClosed,
] as const;
export type ProviderLedgerEvent = EventOf<(typeof providerLedgerEvents)[number]>;
