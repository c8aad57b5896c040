import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { cents, chargeLine, claimContent, date, finding, instant, payerKind, pool, ruleFound } from './shapes.js';

/* These names and fields are storage format: every store holds them for ever. Add fields, never rename or reuse one; change meaning only with a new version and an upcaster. */

const patientYear = { patientId: z.string(), year: z.int() };

/**
 * A claim that the day's coding asks for: what the draft consists of, or the day's part in it where a claim spans days. Line numbers are the
 * claim's, so no two days of a claim share one; pointers lead into the day's own diagnoses.
 */
export const codedClaim = z.object({
  claimId: z.string(),
  sessionIds: z.array(z.string()),
  discipline: z.string(),
  placeOfService: z.string(),
  renderingNpi: z.string(),
  referringNpi: z.string().optional(),
  /** Rules that hold the claim; empty where it may be released at the close of day. */
  holds: z.array(ruleFound),
  lines: z.array(chargeLine),
  /** The last day that the claim waits for; absent where it goes out at the close of the day on which it was coded. */
  collectsUntil: date.optional(),
});
export type CodedClaim = z.infer<typeof codedClaim>;

/** A procedure of remote monitoring as its clocks count it, which run over a month, 30 days or an episode. */
export const monitoringEntry = z.object({
  /** The EHR's own id of the session. */
  sessionId: z.string(),
  procedure: z.int(),
  dateOfService: date,
  code: z.string(),
  therapistMinutes: z.int(),
  assistantMinutes: z.int(),
  interactiveOn: date.optional(),
  periodStart: date.optional(),
  daysWithData: z.int().optional(),
  episode: date.optional(),
});

/** A patient's day for one payer was coded as a whole; a later one of the same day and payer replaces it. */
export const DayCoded = defineEvent('DayCoded', 1, {
  clear: {
    ...patientYear,
    payerId: z.string(),
    payerKind,
    dateOfService: date,
    sessions: z.array(
      z.object({
        sessionId: z.string(),
        revision: z.int(),
        held: z.boolean(),
        claimId: z.string().nullable(),
        voided: z.boolean().optional(),
      }),
    ),
    claims: z.array(codedClaim),
    /** Claims that an earlier coding of this day drafted and this one no longer has. */
    droppedClaimIds: z.array(z.string()),
    /** The day waits until then: its month's management of remote monitoring is coded when the month is over. */
    monthClosesAt: instant.optional(),
    /** The day lies ahead of the practice's today: it is coded anew when it begins. */
    codeAgainAt: instant.optional(),
    /** True where other days with remote monitoring may have to be coded anew: the day's own changed, or it gave up a line. */
    monitoringChanged: z.boolean().optional(),
  },
  sealed: {
    contents: z.array(
      z.object({
        claimId: z.string(),
        content: claimContent,
        findings: z.array(finding),
        /** What further days must agree in to share the claim; absent where it is the day's alone. */
        groupKey: z.string().optional(),
        /** The newest progress report that its sessions tell of. */
        progressReportOn: date.optional(),
      }),
    ),
    /** Internal id → the EHR's own session id, needed to code the day again. */
    ehrSessionIds: z.record(z.string(), z.string()),
    /** The day's remote monitoring, by which other days of the patient are judged; absent where it has none. */
    monitoring: z.array(monitoringEntry).optional(),
  },
});

const poolAmount = z.object({
  line: z.int(),
  code: z.string(),
  pool,
  amountCents: cents,
  deductibleCents: cents.optional(),
  /** The line's own day; absent where it is the event's. */
  serviceDate: date.optional(),
});
const claimAmounts = { ...patientYear, claimId: z.string(), dateOfService: date, lines: z.array(poolAmount) };

export const TherapyOpeningBalanceSet = defineEvent('TherapyOpeningBalanceSet', 1, {
  clear: { ...patientYear, pool, usedCents: cents },
});
/** What the payer says was used, as of when; kept beside our own sums, never mixed into them. */
export const PayerBalanceReported = defineEvent('PayerBalanceReported', 1, {
  clear: {
    ...patientYear,
    payerId: z.string(),
    asOf: date,
    active: z.boolean().optional(),
    otUsedCents: cents.optional(),
    ptSlpUsedCents: cents.optional(),
    deductibleLeftCents: cents.optional(),
    visitsLeft: z.int().optional(),
  },
});
/** Reserved at coding, and again when the claim is sent anew: replaces what this claim had reserved before, on all of its days. */
export const TherapyAmountReserved = defineEvent('TherapyAmountReserved', 1, { clear: claimAmounts });
export const TherapyAmountAdjudicated = defineEvent('TherapyAmountAdjudicated', 1, {
  clear: {
    ...claimAmounts,
    remittanceId: z.string(),
    payerControlNumber: z.string(),
    /** The payment's date; absent in events that were written before it was kept. */
    decidedOn: date.optional(),
  },
});
/** Denied, and its case is open: neither free nor spent. */
export const TherapyAmountContested = defineEvent('TherapyAmountContested', 1, {
  clear: { ...claimAmounts, remittanceId: z.string() },
});
/** Free again: what was contested, or, where a payer control number is named, what was adjudicated under it (a reversal). */
export const TherapyAmountReleased = defineEvent('TherapyAmountReleased', 1, {
  clear: {
    ...claimAmounts,
    reason: z.string(),
    payerControlNumber: z.string().optional(),
    remittanceId: z.string().optional(),
    /** The remittance whose posting was undone: all that it had decided or contested of the lines is free. */
    undoneRemittanceId: z.string().optional(),
    /** With it: lines that nobody has decided any more, and what of each is reserved again. */
    reservedAgain: z.array(z.object({ line: z.int(), amountCents: cents })).optional(),
  },
});
const thresholdReached = {
  ...patientYear,
  pool,
  thresholdCents: cents,
  accruedCents: cents,
  /** The claim that went over it; absent where an opening balance or a payer's report did. */
  claimId: z.string().optional(),
  /** That claim's day; for an opening balance the first of the year, for a payer's report the day as of which it speaks. */
  dateOfService: date,
};
export const KxThresholdReached = defineEvent('KxThresholdReached', 1, { clear: thresholdReached });
export const MedicalReviewThresholdReached = defineEvent('MedicalReviewThresholdReached', 1, {
  clear: thresholdReached,
});
/**
 * Lines of a pool that were decided with or without KX (`kx`) and would be decided the other way as the ledger stands now. They are not
 * decided again; the list replaces the one before, and is empty where all is well again.
 */
export const ThresholdDrifted = defineEvent('ThresholdDrifted', 1, {
  clear: {
    ...patientYear,
    pool,
    thresholdCents: cents,
    lines: z.array(
      z.object({ claimId: z.string(), dateOfService: date, line: z.int(), code: z.string(), kx: z.boolean() }),
    ),
  },
});
/** Someone attests that services above the threshold are reasonable, necessary and documented. */
export const KxAttested = defineEvent('KxAttested', 1, {
  clear: { ...patientYear, pool, attestedOn: date, attestedBy: z.string() },
});
export const KxDeclined = defineEvent('KxDeclined', 1, {
  clear: { ...patientYear, pool, declinedOn: date, declinedBy: z.string() },
});
export const AuthorizationRecorded = defineEvent('AuthorizationRecorded', 1, {
  clear: {
    ...patientYear,
    payerId: z.string(),
    from: date.optional(),
    to: date.optional(),
    visits: z.int().optional(),
    recordedAt: instant,
  },
  sealed: { number: z.string() },
});
/** A denial case waits for an authorization that covers its date of service. */
export const AuthorizationAwaited = defineEvent('AuthorizationAwaited', 1, {
  clear: { ...patientYear, payerId: z.string(), dateOfService: date, denialId: z.string(), claimId: z.string() },
});
export const PlanOfCareCertified = defineEvent('PlanOfCareCertified', 1, {
  clear: { ...patientYear, from: date, to: date.optional(), signedOn: date.optional() },
  sealed: { certification: z.looseObject({}) },
});

/** The visits that are planned for the patient, as the EHR has them; a later one replaces it. Kept for forecasts of authorizations and thresholds. */
export const VisitsScheduled = defineEvent('VisitsScheduled', 1, {
  clear: patientYear,
  sealed: { schedule: z.looseObject({}) },
});

export const ledgerEvents = [
  DayCoded,
  TherapyOpeningBalanceSet,
  PayerBalanceReported,
  TherapyAmountReserved,
  TherapyAmountAdjudicated,
  TherapyAmountContested,
  TherapyAmountReleased,
  KxThresholdReached,
  MedicalReviewThresholdReached,
  ThresholdDrifted,
  KxAttested,
  KxDeclined,
  AuthorizationRecorded,
  AuthorizationAwaited,
  PlanOfCareCertified,
  VisitsScheduled,
] as const;
export type LedgerEvent = EventOf<(typeof ledgerEvents)[number]>;
