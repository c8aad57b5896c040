import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';

/* These names and fields are storage format: every store holds them for ever. Add fields, never rename or reuse one; change meaning only with a new version and an upcaster. */

/** The practice's profile (contracts "A practice") as it is from now on. */
export const PracticeConfigured = defineEvent('PracticeConfigured', 1, {
  clear: {
    practiceId: z.string(),
    timeZone: z.string(),
    payers: z.array(z.object({ payerId: z.string(), name: z.string(), kind: z.string() })),
  },
  sealed: { profile: z.looseObject({}) },
});

export const practiceEvents = [PracticeConfigured] as const;
export type PracticeEvent = EventOf<(typeof practiceEvents)[number]>;
