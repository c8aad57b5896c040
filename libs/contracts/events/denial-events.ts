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
    /** What an underpayment is short of, for an underpayment; 0 for an overpayment. */
    deniedCents: cents,
    /** Absent for a denial. */
    caseKind: z.enum(['denial', 'underpayment', 'overpayment']).optional(),
    /** An overpayment: what is to be given back. */
    overpaidCents: cents.optional(),
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
  clear: {
    ...denial,
    waitingFor: z.enum(['payer', 'clinic', 'therapist', 'patient']),
    until: date,
    /** When the case comes back by itself: that day at the practice's alarm hour. */
    returnsAt: instant.optional(),
  },
});
/** The case waits no more, though it is open still. */
export const DenialReturned = defineEvent('DenialReturned', 1, {
  clear: { ...denial, reason: z.enum(['wait-over', 'deadline-nearer', 'resumed']) },
});
/** `tags` are all that the case has from now on: `clinical-error`, `intake-error` or the practice's own. */
export const DenialTagged = defineEvent('DenialTagged', 1, {
  clear: { ...denial, tags: z.array(z.string()), taggedBy: z.string() },
});
/** Somebody of the practice (`contactedBy`) spoke with the payer's `person`, or wrote; `outcome` is a code. */
export const PayerContacted = defineEvent('PayerContacted', 1, {
  clear: {
    ...denial,
    channel: z.enum(['portal', 'phone', 'fax', 'mail', 'email']),
    outcome: z.string(),
    contactedAt: instant,
    contactedBy: z.string(),
    /** When the payer is to be asked next. */
    nextOn: date.optional(),
  },
  sealed: { person: z.string().optional(), referenceNumber: z.string().optional(), note: z.string().optional() },
});
/** What a person (`expectedBy`) expects the case to bring yet. */
export const DenialRecoveryExpected = defineEvent('DenialRecoveryExpected', 1, {
  clear: { ...denial, expectedCents: cents, expectedBy: z.string() },
});
/** A file was put to the case: `fileId` among the raw files, `sha256` of its plain bytes. */
export const DenialAttachmentAdded = defineEvent('DenialAttachmentAdded', 1, {
  clear: {
    ...denial,
    attachmentId: z.string(),
    kind: z.string(),
    contentType: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    fileId: z.string(),
    addedBy: z.string(),
    /** Days of service that it documents; all days of the claim where absent. */
    servicesOn: z.array(date).optional(),
  },
  sealed: { name: z.string().optional() },
});
export const DenialAttachmentRemoved = defineEvent('DenialAttachmentRemoved', 1, {
  clear: { ...denial, attachmentId: z.string(), removedBy: z.string() },
  sealed: { reason: z.string() },
});
/** The payer denied the case's lines again for the same reason; `lines` and `deniedCents` are what is denied from now on. */
export const DenialRepeated = defineEvent('DenialRepeated', 1, {
  clear: {
    ...denial,
    remittanceId: z.string(),
    remittanceClaim: z.int(),
    submissionNumber: z.int(),
    payerControlNumber: z.string(),
    paymentDate: date,
    lines: z.array(deniedLine),
    deniedCents: cents,
    /** What the case's other lines were paid in the same decision. */
    recoveredCents: cents,
  },
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
/** How a correction reaches the payer, or what settles the case without one. */
export const correctionRoute = z.enum(['new-claim', 'replacement', 'reopening', 'appeal', 'next-payer', 'no-action']);
export type CorrectionRoute = z.infer<typeof correctionRoute>;
/** What a correction changes: codes and the identifiers of providers and payers alone, never what identifies a patient. */
export const correctionChange = z.object({
  line: z.int().optional(),
  field: z.string(),
  from: z.string(),
  to: z.string(),
});
export type CorrectionChange = z.infer<typeof correctionChange>;
const proposal = { ...denial, handler: z.string(), attempt: z.int(), route: correctionRoute };
/** A correction that waits for a person's word. */
export const ResubmissionProposed = defineEvent('ResubmissionProposed', 1, {
  clear: { ...proposal, changes: z.array(correctionChange) },
});
export const ResubmissionApproved = defineEvent('ResubmissionApproved', 1, { clear: { ...proposal, by: z.string() } });
export const ResubmissionDeclined = defineEvent('ResubmissionDeclined', 1, {
  clear: { ...proposal, by: z.string() },
  sealed: { reason: z.string().optional() },
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
    /** What the practice's contract calls a level of the payer's own appeals. */
    levelName: z.string().optional(),
    /** Timely filing alone: received so late is still in time. */
    acceptedUntil: date.optional(),
    /** The practice has no contract with the plan: the statutory way, with a waiver of liability. */
    nonContract: z.boolean().optional(),
    /** Levels with an amount in controversy: what is still denied, the least of the year of the statutory date (null: not known yet), and whether it is reached. */
    amountCents: cents.optional(),
    minimumCents: cents.nullable().optional(),
    meetsMinimum: z.boolean().nullable().optional(),
  },
});
export const AppealDeadlineApproaching = defineEvent('AppealDeadlineApproaching', 1, {
  clear: { ...denial, kind: z.string(), statutoryDate: date, workBy: date, daysBefore: z.int() },
});
export const AppealDeadlineMissed = defineEvent('AppealDeadlineMissed', 1, {
  clear: { ...denial, kind: z.string(), statutoryDate: date },
});
/** A person says why a deadline was missed: only that takes it off the list. */
export const MissedDeadlineCleared = defineEvent('MissedDeadlineCleared', 1, {
  clear: { ...denial, kind: z.string(), clearedBy: z.string() },
  sealed: { reason: z.string() },
});
/** What an appeal's checklist asks for: a kind of attachment, for one day of service where it names one. */
export const checklistItem = z.object({ kind: z.string(), servicesOn: date.optional() });
export type ChecklistItem = z.infer<typeof checklistItem>;
/**
 * Everything that goes to the payer with an appeal, put together once more under a new id: `fileId` is its PDF among the raw files, `dataFileId` the
 * same as data, `sha256` and `dataSha256` are of the plain bytes. `checklist` is what the level asked for then, `attachmentIds` what it holds, in order.
 */
export const AppealPacketPrepared = defineEvent('AppealPacketPrepared', 1, {
  clear: {
    ...denial,
    packetId: z.string(),
    level: z.string(),
    fileId: z.string(),
    sha256: z.string(),
    pages: z.int(),
    sizeBytes: z.int(),
    dataFileId: z.string(),
    dataSha256: z.string(),
    attachmentIds: z.array(z.string()),
    checklist: z.array(checklistItem),
    requestedCents: cents,
    preparedOn: date,
    preparedBy: z.string(),
  },
});
/** A person says why an appeal of that level goes without what its checklist asks for. */
export const AppealChecklistItemWaived = defineEvent('AppealChecklistItemWaived', 1, {
  clear: { ...denial, level: z.string(), kind: z.string(), waivedBy: z.string() },
  sealed: { reason: z.string() },
});
export const AppealFiled = defineEvent('AppealFiled', 1, {
  clear: {
    ...denial,
    level: z.string(),
    filedOn: date,
    method: z.string().optional(),
    /** By which day the body that decides must have decided, where its rules say. */
    decisionDueOn: date.optional(),
    /** Cases appealed together with this one, and the amount in controversy of all of them. */
    togetherWith: z.array(z.string()).optional(),
    amountCents: cents.optional(),
    waiverOfLiability: z.boolean().optional(),
    filedBy: z.string().optional(),
    /** What was sent; absent where it was asked for without one. */
    packetId: z.string().optional(),
  },
  /** Why a late appeal is to be heard all the same. */
  sealed: { goodCause: z.string().optional() },
});
/** The payer itself sends an appeal that it did not grant to the next body. */
export const AppealForwarded = defineEvent('AppealForwarded', 1, {
  clear: { ...denial, level: z.string(), forwardedTo: z.string(), forwardedOn: date },
});
export const AppealDecided = defineEvent('AppealDecided', 1, {
  clear: {
    ...denial,
    level: z.string(),
    decidedOn: date,
    outcome: z.enum(['upheld', 'partly', 'overturned']),
    /** What was decided in the practice's favour. */
    amountCents: cents,
    recordedBy: z.string().optional(),
  },
});
/** The payer asks for an overpayment back: the clocks of the dispute run from its date. */
export const DemandLetterReceived = defineEvent('DemandLetterReceived', 1, {
  clear: { ...denial, letterDate: date, amountCents: cents, recordedBy: z.string() },
});
/** Of an overpayment that much is still to be given back. */
export const OverpaymentChanged = defineEvent('OverpaymentChanged', 1, {
  clear: {
    ...denial,
    outstandingCents: cents,
    because: z.enum(['decision', 'recouped', 'returned', 'not-overpaid', 'reported', 'posting-undone']),
  },
});
/** The practice gave money back by itself. */
export const OverpaymentReturned = defineEvent('OverpaymentReturned', 1, {
  clear: { ...denial, amountCents: cents, method: z.string(), returnedOn: date, returnedBy: z.string() },
});
/** A person found that nothing is to be given back. */
export const OverpaymentDismissed = defineEvent('OverpaymentDismissed', 1, {
  clear: { ...denial, amountCents: cents, dismissedBy: z.string() },
  sealed: { reason: z.string() },
});
export const DenialResolved = defineEvent('DenialResolved', 1, {
  clear: {
    ...denial,
    how: z.enum([
      'paid-after-resubmission',
      'paid-after-appeal',
      'paid',
      'patient',
      'no-action-needed',
      'superseded',
      'posting-undone',
      'recouped',
      'returned',
      'not-overpaid',
    ]),
    recoveredCents: cents,
    remittanceId: z.string().optional(),
    /** The case that goes on in its place: its lines are denied for another reason now. */
    supersededBy: z.string().optional(),
  },
});
/** A payment had settled the case, and its posting was undone. */
export const DenialReopened = defineEvent('DenialReopened', 1, {
  clear: { ...denial, reason: z.enum(['posting-undone']), remittanceId: z.string() },
});
/** `reason` is a code of `domain/denial-case/write-off.ts` (before those were fixed, a text). */
export const DenialWrittenOff = defineEvent('DenialWrittenOff', 1, {
  clear: {
    ...denial,
    amountCents: cents,
    reason: z.string(),
    writtenOffBy: z.string(),
    /** What is still denied after it: the case stays open for that. Absent: nothing, and the case is closed. */
    remainingCents: cents.optional(),
    role: z.string().optional(),
    writtenOffAt: instant.optional(),
  },
  sealed: { note: z.string().optional() },
});
/** All that was written off of the case stands again (`amountCents`): a person says why and when, or the payer decided anew. */
export const DenialWriteOffReversed = defineEvent('DenialWriteOffReversed', 1, {
  clear: { ...denial, amountCents: cents, reversedBy: z.string(), reversedAt: instant.optional() },
  sealed: { reason: z.string().optional() },
});

export const denialEvents = [
  DenialCaseOpened,
  DenialClassified,
  DenialAssigned,
  DenialNoted,
  DenialWaiting,
  DenialReturned,
  DenialTagged,
  PayerContacted,
  DenialRecoveryExpected,
  DenialAttachmentAdded,
  DenialAttachmentRemoved,
  DenialRepeated,
  ResubmissionScheduled,
  ResubmissionAttempted,
  ResubmissionProposed,
  ResubmissionApproved,
  ResubmissionDeclined,
  AppealDeadlineSet,
  AppealDeadlineApproaching,
  AppealDeadlineMissed,
  MissedDeadlineCleared,
  AppealPacketPrepared,
  AppealChecklistItemWaived,
  AppealFiled,
  AppealForwarded,
  AppealDecided,
  DemandLetterReceived,
  OverpaymentChanged,
  OverpaymentReturned,
  OverpaymentDismissed,
  DenialResolved,
  DenialReopened,
  DenialWrittenOff,
  DenialWriteOffReversed,
] as const;
export type DenialEvent = EventOf<(typeof denialEvents)[number]>;
