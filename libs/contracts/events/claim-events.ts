import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import {
  acknowledgedStatus,
  adjudicatedLine,
  adjustment,
  answerDue,
  awaitedAnswer,
  cents,
  chargeLine,
  claimContent,
  date,
  deniedLine,
  finding,
  instant,
  laterClaim,
  payerKind,
  ruleFound,
  submissionStage,
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
    /** Of a claim to a payer that is not the first: the rank of the coverage that it bills; absent on a first payer's claim. */
    rank: z.int().optional(),
    /** The first payer's claim that it follows. */
    primaryClaimId: z.string().optional(),
    /** What the payers before left open, and so what this one is asked for. */
    leftCents: cents.optional(),
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
    /** AMT*F5: what the patient had paid by then; absent where it was nothing. */
    patientPaidCents: cents.optional(),
    lines: z.array(chargeLine),
    denialId: z.string().optional(),
    submittedAt: instant,
    /** From when on each answer is overdue; absent where none was asked to be waited for. */
    answersDue: z.array(answerDue).optional(),
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
  /** How far the answer shows the submission to have come; absent on answers from before it was told: then its kind alone says so. */
  stage: submissionStage.optional(),
  /** The day that the answer states (STC02, TA102), else that on which it came: with a payer's acceptance, the proof of timely filing. */
  answeredOn: date.optional(),
};
export const ClaimAcknowledged = defineEvent('ClaimAcknowledged', 1, { clear: acknowledged });
/** Refused before adjudication (TA1, 999, 277CA): never a denial; corrected and sent anew with frequency 1. */
export const ClaimRejected = defineEvent('ClaimRejected', 1, { clear: acknowledged });

/** An answer to a submission stayed out past the payer's usual days. */
export const ClaimSilent = defineEvent('ClaimSilent', 1, {
  clear: { ...claim, submissionNumber: z.int(), awaited: awaitedAnswer, since: instant },
});
/** A person asked the payer, or the clearinghouse, about a submission that it does not answer; looked at again at `lookAgainAt`. */
export const ClaimChased = defineEvent('ClaimChased', 1, {
  clear: {
    ...claim,
    submissionNumber: z.int(),
    awaited: awaitedAnswer,
    nextOn: date,
    lookAgainAt: instant,
    chasedBy: z.string(),
  },
  sealed: { note: z.string().optional() },
});

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
    /** The payer answers that it has the services already, and its decision that paid them stands: nothing is decided anew. */
    duplicate: z.literal(true).optional(),
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
    /** As of its decision: of the claim's money nothing is denied. */
    duplicate: z.literal(true).optional(),
    /** Cases that this one goes on in the place of: their lines are denied for another reason now, or in part paid. */
    supersedes: z.array(z.object({ number: z.int(), recoveredCents: cents })).optional(),
  },
});
/** Case `number` is denied for the same reason in a later decision; `lines` are what of it is denied from now on. */
export const ClaimDenialRepeated = defineEvent('ClaimDenialRepeated', 1, {
  clear: {
    ...remitted,
    payerKind,
    dateOfService: date,
    number: z.int(),
    lines: z.array(deniedLine),
    deniedCents: cents,
    /** What the case's other lines are paid in this decision, over what they were before. */
    recoveredCents: cents,
    /** As of its decision: of the claim's money nothing is denied. */
    duplicate: z.literal(true).optional(),
    supersedes: z.array(z.object({ number: z.int(), recoveredCents: cents })).optional(),
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
    /** What a person has to look into: no decision under its number stands, or the amount taken back is not what the decision had paid. */
    problem: z.enum(['decision-unknown', 'amount-differs']).optional(),
  },
});
/** One payer line against what was expected of it: allowed with allowed, so that shares of the patient, sequestration and the assistant's cut do not count. */
const varyingLine = z.object({
  line: z.int(),
  expectedAllowedCents: cents,
  allowedCents: cents,
  /** Expected less allowed; below 0 where the payer allowed more. */
  shortCents: cents,
});

/** The payer allowed less than expected, by more than the payer's tolerance; opens case `number` as an underpayment. */
export const ClaimUnderpaid = defineEvent('ClaimUnderpaid', 1, {
  clear: {
    ...remitted,
    payerKind,
    dateOfService: date,
    number: z.int(),
    lines: z.array(varyingLine),
    /** The sum of the lines. */
    shortCents: cents,
    toleranceCents: cents,
  },
});
/** The payer allowed more than expected, by more than its tolerance: a fact to look at, no case. */
export const ClaimPaidAboveExpected = defineEvent('ClaimPaidAboveExpected', 1, {
  clear: { ...remitted, lines: z.array(varyingLine), overCents: cents, toleranceCents: cents },
});
/** What was found short is short no more. */
export const ClaimUnderpaymentSettled = defineEvent('ClaimUnderpaymentSettled', 1, {
  clear: {
    ...claim,
    number: z.int(),
    /** `closed`: its case was, by a person. */
    how: z.enum(['paid', 'denied', 'posting-undone', 'closed']),
    /** By how much more was allowed. */
    recoveredCents: cents,
    /** What ended it; absent where a person did. */
    remittanceId: z.string().optional(),
    submissionNumber: z.int().optional(),
  },
});
/** The payer has paid what is not to be kept; opens case `number` as an overpayment. */
export const ClaimOverpaid = defineEvent('ClaimOverpaid', 1, {
  clear: {
    ...remitted,
    payerKind,
    dateOfService: date,
    number: z.int(),
    source: z.enum(['paid-twice', 'recoupment-pending', 'reported']),
    overpaidCents: cents,
  },
});
/** Of an overpayment less, more or nothing is still to be given back. */
export const ClaimOverpaymentChanged = defineEvent('ClaimOverpaymentChanged', 1, {
  clear: {
    ...claim,
    number: z.int(),
    /** Still to be given back; 0 ends it. */
    outstandingCents: cents,
    because: z.enum(['decision', 'recouped', 'returned', 'not-overpaid', 'reported', 'posting-undone']),
  },
});
/** All that a payer has taken back of the claim beside its payments (+), or put off (−): what the provider ledger has tied to it. */
export const ClaimRecoupmentTied = defineEvent('ClaimRecoupmentTied', 1, {
  clear: { ...claim, entryId: z.string(), amountCents: cents },
});

/** Everything that a remittance did to the claim was taken back, because its posting was undone. */
export const ClaimAdjudicationUndone = defineEvent('ClaimAdjudicationUndone', 1, {
  clear: {
    ...claim,
    payerKind,
    remittanceId: z.string(),
    /** The decisions that are none any more. */
    decisions: z.array(z.object({ remittanceClaim: z.int(), payerControlNumber: z.string() })),
    /** Decisions of other remittances that it had taken back, and that stand again. */
    restored: z.array(z.object({ remittanceId: z.string(), remittanceClaim: z.int(), payerControlNumber: z.string() })),
    /** Denial cases that it had opened. */
    withdrawnDenials: z.array(z.int()),
    /** Denial cases that it had settled, and that are open again. */
    reopenedDenials: z.array(z.int()),
  },
});

/** Money from the patient (`copay` at the visit, `payment` later) or back to the patient (`refund`); the amount is always above 0. */
export const PatientPaymentPosted = defineEvent('PatientPaymentPosted', 1, {
  clear: {
    ...claim,
    paymentId: z.string(),
    amountCents: cents,
    kind: z.enum(['copay', 'payment', 'refund']),
    receivedOn: date,
    postedBy: z.string(),
  },
});
/** It was entered wrongly, or the money did not come: as if it had never been posted. */
export const PatientPaymentReversed = defineEvent('PatientPaymentReversed', 1, {
  clear: { ...claim, paymentId: z.string(), amountCents: cents, reversedBy: z.string() },
  sealed: { reason: z.string() },
});
/** The last payer has answered: what it left to the patient is the patient's to pay. Again where a later answer makes it another amount. */
export const PatientBalanceOpened = defineEvent('PatientBalanceOpened', 1, {
  clear: {
    ...claim,
    /** What the payers left to the patient. */
    shareCents: cents,
    /** That, less what the patient had paid by then; below 0 where the patient has paid too much. */
    amountCents: cents,
  },
});
/** The patient owes nothing of it any more, because the answer was taken back or the claim is the payer's again. */
export const PatientBalanceWithdrawn = defineEvent('PatientBalanceWithdrawn', 1, { clear: { ...claim } });

/** The payer before sent the claim on by itself (crossover): it is with this payer, though nothing of ours went there. */
export const ClaimCrossedOver = defineEvent('ClaimCrossedOver', 1, {
  clear: {
    ...claim,
    submissionNumber: z.int(),
    /** CLM01 of the claim as the payer before got it: what this payer's remittance names. */
    patientControlNumber: z.string(),
    lines: z.array(chargeLine),
    crossedOverOn: date,
    answersDue: z.array(answerDue).optional(),
  },
  sealed: { content: claimContent },
});
/** On the first payer's claim: how the claims to the payers after it stand. The newest list takes the place of the one before. */
export const ClaimCoordinated = defineEvent('ClaimCoordinated', 1, { clear: { ...claim, later: z.array(laterClaim) } });
/** On a claim to a later payer, after it left: what it was built on was decided anew. Waits for that payer's answer or for a person. */
export const ClaimCoordinationOutdated = defineEvent('ClaimCoordinationOutdated', 1, {
  clear: { ...claim, primaryClaimId: z.string(), submissionNumber: z.int(), rule: z.string() },
});
/** Of denial case `number`, which stays open where something remains; absent: of the claim as a whole, which is closed by it. */
/** A claim that was rejected must be received anew by a day: a rejection stops no clock of timely filing. */
export const TimelyFilingDeadlineSet = defineEvent('TimelyFilingDeadlineSet', 1, {
  clear: {
    ...claim,
    /** The earliest day of service: what the clock runs from. */
    dateOfService: date,
    statutoryDate: date,
    workBy: date,
    /** The next business day, on which the payer still takes it. */
    acceptedUntil: date,
    rule: z.string(),
    source: z.string(),
    alarms: z.array(z.object({ daysBefore: z.int(), at: instant })),
    missedAt: instant,
  },
});
export const TimelyFilingDeadlineApproaching = defineEvent('TimelyFilingDeadlineApproaching', 1, {
  clear: { ...claim, statutoryDate: date, workBy: date, daysBefore: z.int() },
});
export const TimelyFilingDeadlineMissed = defineEvent('TimelyFilingDeadlineMissed', 1, {
  clear: { ...claim, statutoryDate: date },
});
/** A person says why it was missed: only that takes it off the list. */
export const MissedTimelyFilingCleared = defineEvent('MissedTimelyFilingCleared', 1, {
  clear: { ...claim, clearedBy: z.string() },
  sealed: { reason: z.string() },
});
export const ClaimWrittenOff = defineEvent('ClaimWrittenOff', 1, {
  clear: {
    ...claim,
    amountCents: cents,
    reason: z.string(),
    number: z.int().optional(),
    remainingCents: cents.optional(),
  },
});
export const ClaimWriteOffReversed = defineEvent('ClaimWriteOffReversed', 1, {
  clear: { ...claim, amountCents: cents, number: z.int() },
});
/** A person closed denial case `number`: the patient owes what the payer left to the patient, or the payer's adjustment stands. */
export const ClaimDenialClosed = defineEvent('ClaimDenialClosed', 1, {
  clear: {
    ...claim,
    number: z.int(),
    how: z.enum(['patient', 'no-action-needed']),
    /** What was still denied of it and not written off. */
    amountCents: cents,
  },
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
  ClaimSilent,
  ClaimChased,
  ClaimAdjudicated,
  ClaimDenied,
  ClaimDenialRepeated,
  ClaimPaid,
  ClaimReversed,
  ClaimUnderpaid,
  ClaimPaidAboveExpected,
  ClaimUnderpaymentSettled,
  ClaimOverpaid,
  ClaimOverpaymentChanged,
  ClaimRecoupmentTied,
  ClaimAdjudicationUndone,
  PatientPaymentPosted,
  PatientPaymentReversed,
  PatientBalanceOpened,
  PatientBalanceWithdrawn,
  ClaimCrossedOver,
  ClaimCoordinated,
  ClaimCoordinationOutdated,
  TimelyFilingDeadlineSet,
  TimelyFilingDeadlineApproaching,
  TimelyFilingDeadlineMissed,
  MissedTimelyFilingCleared,
  ClaimWrittenOff,
  ClaimWriteOffReversed,
  ClaimDenialClosed,
  ClaimClosed,
] as const;
export type ClaimEvent = EventOf<(typeof claimEvents)[number]>;
