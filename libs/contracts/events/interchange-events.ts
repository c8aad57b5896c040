import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { acknowledgedStatus, instant } from './shapes.js';

/* These names and fields are storage format: every store holds them for ever. Add fields, never rename or reuse one; change meaning only with a new version and an upcaster. */

const interchange = { interchangeId: z.string(), payerId: z.string() };

const submittedClaim = z.object({
  claimId: z.string(),
  submissionNumber: z.int(),
  /** ST02 of the transaction that holds it; absent in files that held one claim each. */
  transactionControlNumber: z.string().optional(),
});

/** A file came in and is kept, encrypted, under `fileId`. `refused` says why none of it could be used. */
export const InterchangeReceived = defineEvent('InterchangeReceived', 1, {
  clear: {
    ...interchange,
    fileId: z.string(),
    sha256: z.string(),
    bytes: z.int(),
    senderId: z.string(),
    controlNumber: z.string(),
    /** Transaction set ids found, in order: 999, 277, 835, TA1. */
    transactionSets: z.array(z.string()),
    refused: z.string().optional(),
    /** Interchanges that came before from the same sender under the same ISA13, with other content: a warning. */
    sameNumberAs: z.array(z.string()).optional(),
    receivedAt: instant,
  },
  sealed: { fileName: z.string() },
});
/**
 * Which submissions are to leave in one file, in its order, under which number: decided before any of them counts as sent. One that was fixed in
 * another file meanwhile (its `ClaimSubmitted` says so) is left out when the file is written.
 */
export const InterchangePlanned = defineEvent('InterchangePlanned', 1, {
  clear: {
    ...interchange,
    receiverId: z.string(),
    controlNumber: z.string(),
    claims: z.array(submittedClaim.required()),
    plannedAt: instant,
  },
});
export const InterchangeSent = defineEvent('InterchangeSent', 1, {
  clear: {
    ...interchange,
    receiverId: z.string(),
    controlNumber: z.string(),
    claims: z.array(submittedClaim),
    sha256: z.string(),
    bytes: z.int(),
    /** The name in the outbox: made of ids alone. */
    fileName: z.string(),
    sentAt: instant,
  },
});
export const InterchangeAcknowledged = defineEvent('InterchangeAcknowledged', 1, {
  clear: { ...interchange, kind: z.enum(['TA1', '999']), accepted: z.boolean(), statuses: z.array(acknowledgedStatus) },
});
/** The same file again: pointed to the first, never posted twice. */
export const InterchangeDuplicateRefused = defineEvent('InterchangeDuplicateRefused', 1, {
  clear: { ...interchange, fileId: z.string(), firstFileId: z.string(), receivedAt: instant },
});

export const interchangeEvents = [
  InterchangeReceived,
  InterchangePlanned,
  InterchangeSent,
  InterchangeAcknowledged,
  InterchangeDuplicateRefused,
] as const;
export type InterchangeEvent = EventOf<(typeof interchangeEvents)[number]>;
