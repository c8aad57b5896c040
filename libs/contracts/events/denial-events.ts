import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { cents, date, deniedLine, instant, payerKind } from './shapes.js';

/* These names and fields are storage format: every store holds them for ever. Add fields, never rename or reuse one; change meaning only with a new version and an upcaster. */

/** `denialId` is `{claimId}-{number}`, the stream `{practice}/denial-{denialId}`. */
const denial = { denialId: z.string(), claimId: z.string(), patientId: z.string(), payerId: z.string() };

export const DenialCaseOpened = defineEvent('DenialCaseOpened', 1, {
  clear: {
    ...denial,
    payerKind,
    remittanceId: z.string(),
    payerControlNumber: z.string(),
    submissionNumber: z.int(),
    dateOfService: date,
    /** The remittance's date: what appeal clocks run from. */
    noticeDate: date,
    lines: z.array(deniedLine),
    deniedCents: cents,
  },
});
export const DenialClassified = defineEvent('DenialClassified', 1, {
  clear: {
    ...denial,
    category: z.string(),
    action: z.string(),
    alternatives: z.array(z.string()),
    correctable: z.boolean(),
    responsible: z.enum(['biller', 'clinic', 'payer', 'patient']),
    /** The auto-correction handler that may work it; null where a person must. */
    handler: z.string().nullable(),
    dateOfService: date,
  },
});
export const DenialAssigned = defineEvent('DenialAssigned', 1, { clear: { ...denial, owner: z.string() } });
export const DenialNoted = defineEvent('DenialNoted', 1, {
  clear: { ...denial, notedBy: z.string() },
  sealed: { note: z.string() },
});
export const DenialWaiting = defineEvent('DenialWaiting', 1, {
  clear: { ...denial, waitingFor: z.enum(['payer', 'clinic', 'therapist', 'patient']), until: date },
});
export const ResubmissionScheduled = defineEvent('ResubmissionScheduled', 1, {
  clear: { ...denial, handler: z.string(), attempt: z.int(), dueAt: instant },
});
export const ResubmissionAttempted = defineEvent('ResubmissionAttempted', 1, {
  clear: {
    ...denial,
    handler: z.string(),
    attempt: z.int(),
    outcome: z.enum(['SUCCESS', 'FAILED', 'SKIPPED']),
    reason: z.string(),
    submissionNumber: z.int().optional(),
  },
});
/** A clock that runs: its statutory date, the day to work it by, and when its alarms ring (business clock, the practice's local hour). */
export const AppealDeadlineSet = defineEvent('AppealDeadlineSet', 1, {
  clear: {
    ...denial,
    kind: z.string(),
    noticeDate: date,
    statutoryDate: date,
    workBy: date,
    rule: z.string(),
    source: z.string(),
    alarms: z.array(z.object({ daysBefore: z.int(), at: instant })),
    missedAt: instant,
  },
});
export const AppealDeadlineApproaching = defineEvent('AppealDeadlineApproaching', 1, {
  clear: { ...denial, kind: z.string(), statutoryDate: date, workBy: date, daysBefore: z.int() },
});
export const AppealDeadlineMissed = defineEvent('AppealDeadlineMissed', 1, {
  clear: { ...denial, kind: z.string(), statutoryDate: date },
});
export const AppealFiled = defineEvent('AppealFiled', 1, {
  clear: { ...denial, level: z.string(), filedOn: date, method: z.string().optional() },
});
export const AppealDecided = defineEvent('AppealDecided', 1, {
  clear: {
    ...denial,
    level: z.string(),
    decidedOn: date,
    outcome: z.enum(['upheld', 'partly', 'overturned']),
    amountCents: cents,
  },
});
export const DenialResolved = defineEvent('DenialResolved', 1, {
  clear: {
    ...denial,
    how: z.enum(['paid-after-resubmission', 'paid-after-appeal', 'paid', 'patient', 'no-action-needed']),
    recoveredCents: cents,
    remittanceId: z.string().optional(),
  },
});
export const DenialWrittenOff = defineEvent('DenialWrittenOff', 1, {
  clear: { ...denial, amountCents: cents, reason: z.string(), writtenOffBy: z.string() },
});

export const denialEvents = [
  DenialCaseOpened,
  DenialClassified,
  DenialAssigned,
  DenialNoted,
  DenialWaiting,
  ResubmissionScheduled,
  ResubmissionAttempted,
  AppealDeadlineSet,
  AppealDeadlineApproaching,
  AppealDeadlineMissed,
  AppealFiled,
  AppealDecided,
  DenialResolved,
  DenialWrittenOff,
] as const;
export type DenialEvent = EventOf<(typeof denialEvents)[number]>;
