import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';

/* These names and fields are storage format: every store holds them for ever. Add fields, never rename or reuse one; change meaning only with a new version and an upcaster. */

/** A payer's number was used: a payment's (TRN02 with TRN03), an interchange's (ISA13 with its sender) or a claim's (CLP07, and the payer's REF*1K of a 277CA), by the remittance, interchange or claim `usedBy`. */
export const NumberUsed = defineEvent('NumberUsed', 1, {
  clear: {
    kind: z.enum(['payment', 'interchange', 'claim']),
    payerId: z.string(),
    number: z.string(),
    usedBy: z.string(),
  },
});

export const numberEvents = [NumberUsed] as const;
export type NumberEvent = EventOf<(typeof numberEvents)[number]>;
