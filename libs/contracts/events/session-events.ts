import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { chargeLine, date, finding, ruleFound } from './shapes.js';

/* These names and fields are storage format: every store holds them for ever. Add fields, never rename or reuse one; change meaning only with a new version and an upcaster. */

/** The EHR's record, whole and with its unknown fields: patient data. */
const session = z.looseObject({});

const recorded = {
  clear: {
    sessionId: z.string(),
    revision: z.int(),
    patientId: z.string(),
    payerId: z.string(),
    dateOfService: date,
    discipline: z.string(),
    placeOfService: z.string(),
    source: z.string(),
    procedureCodes: z.array(z.string()),
  },
  sealed: { session },
};

export const SessionRecorded = defineEvent('SessionRecorded', 1, recorded);
/** A higher revision of a session that was recorded before. */
export const SessionAmended = defineEvent('SessionAmended', 1, {
  clear: {
    ...recorded.clear,
    /** The day that the revision before belonged to, where it was another one: it has to be coded again without the session. */
    previous: z.object({ patientId: z.string(), payerId: z.string(), dateOfService: date }).optional(),
  },
  sealed: recorded.sealed,
});
/** A lower revision that came late: kept, changes nothing. */
export const SessionSuperseded = defineEvent('SessionSuperseded', 1, {
  clear: {
    sessionId: z.string(),
    patientId: z.string(),
    revision: z.int(),
    currentRevision: z.int(),
    source: z.string(),
  },
  sealed: { session },
});
export const SessionVoided = defineEvent('SessionVoided', 1, {
  clear: { sessionId: z.string(), patientId: z.string(), payerId: z.string(), dateOfService: date, source: z.string() },
  sealed: { reason: z.string().optional() },
});

const outcome = {
  sessionId: z.string(),
  revision: z.int(),
  patientId: z.string(),
  payerId: z.string(),
  dateOfService: date,
  rules: z.array(ruleFound),
};

/** Coded with its day; a later session of the day may code it again. No claim where it earned no line. */
export const SessionCoded = defineEvent('SessionCoded', 1, {
  clear: { ...outcome, claimId: z.string().nullable(), lines: z.array(chargeLine) },
  sealed: { findings: z.array(finding) },
});
export const SessionHeld = defineEvent('SessionHeld', 1, { clear: outcome, sealed: { findings: z.array(finding) } });

export const sessionEvents = [
  SessionRecorded,
  SessionAmended,
  SessionSuperseded,
  SessionVoided,
  SessionCoded,
  SessionHeld,
] as const;
export type SessionEvent = EventOf<(typeof sessionEvents)[number]>;
