import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { acknowledgedStatus, instant } from './shapes.js';

/* These names and fields are storage format: every store holds them for ever. Add fields, never rename or reuse one; change meaning only with a new version and an upcaster. */

const interchange = { interchangeId: z.string(), payerId: z.string() };

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
export const InterchangeSent = defineEvent('InterchangeSent', 1, {
  clear: {
    ...interchange,
    receiverId: z.string(),
    controlNumber: z.string(),
    claims: z.array(z.object({ claimId: z.string(), submissionNumber: z.int() })),
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
  InterchangeSent,
  InterchangeAcknowledged,
  InterchangeDuplicateRefused,
] as const;
export type InterchangeEvent = EventOf<(typeof interchangeEvents)[number]>;
