import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import {
  acknowledgedStatus,
  adjudicatedLine,
  adjustment,
  cents,
  chargeLine,
  claimContent,
  date,
  deniedLine,
  finding,
  instant,
  payerKind,
  ruleFound,
} from './shapes.js';

/* These names and fields are storage format: every store holds them for ever. Add fields, never rename or reuse one; change meaning only with a new version and an upcaster. */

const claim = { claimId: z.string(), patientId: z.string(), payerId: z.string() };

/** A new draft, or a changed one (`draft` counts up). `closesAt` is the practice's close of day, when it is released unless held. */
export const ClaimDrafted = defineEvent('ClaimDrafted', 1, {
  clear: {
    ...claim,
    draft: z.int(),
    payerKind,
    dateOfService: date,
    discipline: z.string(),
    placeOfService: z.string(),
    renderingNpi: z.string(),
    referringNpi: z.string().optional(),
    sessionIds: z.array(z.string()),
    lines: z.array(chargeLine),
    chargeCents: cents,
    /** Absent where a line has no rate or contract. */
    expectedPaidCents: cents.optional(),
    closesAt: instant,
  },
  sealed: { content: claimContent },
});
export const ClaimHeld = defineEvent('ClaimHeld', 1, {
  clear: { ...claim, rules: z.array(ruleFound) },
  sealed: { findings: z.array(finding) },
});
/** A person has looked at a draft that was drawn for it (rule `review.pre-bill`) and lets it go: it is released at its close of day. */
export const ClaimReviewed = defineEvent('ClaimReviewed', 1, {
  clear: { ...claim, draft: z.int(), reviewedBy: z.string(), closesAt: instant },
});
/** Free to be sent. A replacement or void names its frequency and what it replaces. */
export const ClaimReleased = defineEvent('ClaimReleased', 1, {
  clear: {
    ...claim,
    reason: z.enum(['close-of-day', 'hold-lifted', 'correction', 'replacement', 'void']),
    frequency: z.enum(['1', '7', '8']),
    submissionNumber: z.int(),
    payerControlNumber: z.string().optional(),
    denialId: z.string().optional(),
    lines: z.array(chargeLine),
    releasedAt: instant,
  },
  sealed: { content: claimContent },
});
/** One per submission. The intent and the record of what is sent: the file is written from it, once. */
export const ClaimSubmitted = defineEvent('ClaimSubmitted', 1, {
  clear: {
    ...claim,
    submissionNumber: z.int(),
    frequency: z.enum(['1', '7', '8']),
    patientControlNumber: z.string(),
    payerControlNumber: z.string().optional(),
    /** ISA13, GS06 and ST02 of the file that carries it. */
    interchangeControlNumber: z.int(),
    groupControlNumber: z.int(),
    transactionControlNumber: z.string(),
    usage: z.enum(['T', 'P']),
    chargeCents: cents,
    lines: z.array(chargeLine),
    denialId: z.string().optional(),
    submittedAt: instant,
  },
  sealed: { content: claimContent },
});

const acknowledged = {
  ...claim,
  submissionNumber: z.int(),
  kind: z.enum(['TA1', '999', '277CA']),
  statuses: z.array(acknowledgedStatus),
  payerControlNumber: z.string().optional(),
  interchangeId: z.string(),
};
export const ClaimAcknowledged = defineEvent('ClaimAcknowledged', 1, { clear: acknowledged });
/** Refused before adjudication (TA1, 999, 277CA): never a denial; corrected and sent anew with frequency 1. */
export const ClaimRejected = defineEvent('ClaimRejected', 1, { clear: acknowledged });

const remitted = {
  ...claim,
  remittanceId: z.string(),
  remittanceClaim: z.int(),
  submissionNumber: z.int(),
  payerControlNumber: z.string(),
  paymentDate: date,
};

/** A payer's decision as posted, balanced to the cent. */
export const ClaimAdjudicated = defineEvent('ClaimAdjudicated', 1, {
  clear: {
    ...remitted,
    payerKind,
    dateOfService: date,
    /** CLP02. */
    status: z.string(),
    chargeCents: cents,
    paidCents: cents,
    patientCents: cents,
    adjustments: z.array(adjustment),
    remarks: z.array(z.string()),
    lines: z.array(adjudicatedLine),
    crossedOver: z.boolean(),
  },
});
/** One per reason of denial in one adjudication; opens denial case `number`. */
export const ClaimDenied = defineEvent('ClaimDenied', 1, {
  clear: {
    ...remitted,
    payerKind,
    dateOfService: date,
    number: z.int(),
    lines: z.array(deniedLine),
    deniedCents: cents,
  },
});
export const ClaimPaid = defineEvent('ClaimPaid', 1, {
  clear: {
    ...remitted,
    paidCents: cents,
    patientCents: cents,
    /** True where nothing of the claim stands denied any more. */
    inFull: z.boolean(),
    /** Denial cases whose lines this payment settles. */
    settledDenials: z.array(z.object({ number: z.int(), recoveredCents: cents })),
  },
});
/** The payer took back an earlier decision (CLP02 22); all amounts negated as reported. */
export const ClaimReversed = defineEvent('ClaimReversed', 1, {
  clear: {
    ...remitted,
    paidCents: cents,
    patientCents: cents,
    lines: z.array(adjudicatedLine),
    adjustments: z.array(adjustment),
  },
});
export const ClaimWrittenOff = defineEvent('ClaimWrittenOff', 1, {
  clear: { ...claim, amountCents: cents, reason: z.string() },
});
export const ClaimClosed = defineEvent('ClaimClosed', 1, { clear: { ...claim, reason: z.string() } });

export const claimEvents = [
  ClaimDrafted,
  ClaimHeld,
  ClaimReviewed,
  ClaimReleased,
  ClaimSubmitted,
  ClaimAcknowledged,
  ClaimRejected,
  ClaimAdjudicated,
  ClaimDenied,
  ClaimPaid,
  ClaimReversed,
  ClaimWrittenOff,
  ClaimClosed,
] as const;
export type ClaimEvent = EventOf<(typeof claimEvents)[number]>;
