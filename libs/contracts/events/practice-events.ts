import { z } from 'zod';
import { classificationRow } from '../classification-row.js';
import { defineEvent, type EventOf } from '../define-event.js';
import { date } from './shapes.js';

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

/** The practice's own rows of denial classification from now on: all of them; they lie over the built-in ones. */
export const ClassificationRowsChanged = defineEvent('ClassificationRowsChanged', 1, {
  clear: {
    practiceId: z.string(),
    revision: z.int(),
    rows: z.array(classificationRow),
    /** The practice's local day on which they were put in force: open cases are classified anew, new ones by these. */
    effectiveOn: date,
    changedBy: z.string(),
  },
});

export const practiceEvents = [PracticeConfigured, ClassificationRowsChanged] as const;
export type PracticeEvent = EventOf<(typeof practiceEvents)[number]>;
