import { z } from 'zod';

/** Shapes that several events share. Amounts are integer cents, dates `YYYY-MM-DD`, instants ISO 8601 in UTC. */
export const cents = z.int();
export const date = z.string();
export const instant = z.string();
export const pool = z.enum(['OT', 'PT_SLP']);
export type TherapyPool = z.infer<typeof pool>;
export const payerKind = z.enum(['MEDICARE_B', 'MEDICARE_ADVANTAGE', 'COMMERCIAL', 'MEDICAID']);
export type PayerKind = z.infer<typeof payerKind>;

/** A finding's rule and severity, without its message: messages may quote what was documented, so they are sealed. */
export const ruleFound = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  procedure: z.int().optional(),
  line: z.int().optional(),
});
export type RuleFound = z.infer<typeof ruleFound>;

export const finding = ruleFound.extend({
  message: z.string(),
  fix: z.string().optional(),
  /** The fix as changes to the record, where a machine can make it (rules/correction.ts); it repeats nothing of the record. */
  correction: z.array(z.looseObject({})).readonly().optional(),
  source: z.string().optional(),
});
export type FindingRecord = z.infer<typeof finding>;

/** A claim's charge line, with what it is expected to pay. `expectedPaidCents` is absent where no rate or contract prices it. */
export const chargeLine = z.object({
  line: z.int(),
  /** Returned by the payer as the line item control number (loop 2400 REF*6R). */
  lineControlNumber: z.string(),
  sessionId: z.string(),
  /** The line's own day: a claim may span several. Absent on lines that were coded before it was kept; theirs is the claim's. */
  serviceDate: date.optional(),
  code: z.string(),
  modifiers: z.array(z.string()),
  units: z.int(),
  minutes: z.int(),
  assistantMinutes: z.int(),
  diagnosisPointers: z.array(z.int()),
  chargeCents: cents,
  allowedCents: cents.optional(),
  deductibleCents: cents.optional(),
  coinsuranceCents: cents.optional(),
  expectedPaidCents: cents.optional(),
});
export type ChargeLine = z.infer<typeof chargeLine>;

/** One CAS triplet: group (CO, PR, OA, PI), reason (CARC), amount; + reduces the payment. */
export const adjustment = z.object({ group: z.string(), reason: z.string(), amountCents: cents });
export type Adjustment = z.infer<typeof adjustment>;

export const adjudicatedLine = z.object({
  /** The charge line of the claim; null where the payer's line could not be tied to one. */
  line: z.int().nullable(),
  code: z.string(),
  modifiers: z.array(z.string()),
  units: z.number().optional(),
  chargeCents: cents,
  paidCents: cents,
  /** AMT*B6, else paid + patient responsibility + sequestration + assistant cut (convention of this project). */
  allowedCents: cents,
  adjustments: z.array(adjustment),
  remarks: z.array(z.string()),
});
export type AdjudicatedLine = z.infer<typeof adjudicatedLine>;

export const deniedLine = z.object({
  /** Absent for a denial of the whole claim. */
  line: z.int().optional(),
  group: z.string(),
  reason: z.string(),
  remarks: z.array(z.string()),
  deniedCents: cents,
});
export type DeniedLine = z.infer<typeof deniedLine>;

export const acknowledgedStatus = z.object({ category: z.string(), status: z.string(), entity: z.string().optional() });
export type AcknowledgedStatus = z.infer<typeof acknowledgedStatus>;

/** How far a submission has come: its envelope, its syntax, the clearinghouse, the payer. Each is asked after the one before. */
export const submissionStage = z.enum(['interchange', 'syntax', 'clearinghouse', 'payer']);
export type SubmissionStage = z.infer<typeof submissionStage>;

/** An answer that a payer owes to a submission. */
export const awaitedAnswer = z.enum(['999', '277CA', '835']);
export type AwaitedAnswer = z.infer<typeof awaitedAnswer>;

/** From when on an answer is overdue. */
export const answerDue = z.object({ awaited: awaitedAnswer, dueAt: instant });
export type AnswerDue = z.infer<typeof answerDue>;

/** How a claim to a later payer stands, as the first payer's claim keeps it. */
export const laterClaim = z.object({
  rank: z.int(),
  claimId: z.string(),
  payerId: z.string(),
  crossedOver: z.boolean(),
  /** Who has to answer next: this payer, the one after it, or nobody any more. */
  balance: z.enum(['insurer', 'next-payer', 'closed']),
  paidCents: cents,
  /** What this payer left to the patient; 0 until it has answered. */
  patientCents: cents,
  /** Why no claim could be drafted to it. */
  problem: z.string().optional(),
});
export type LaterClaimRecord = z.infer<typeof laterClaim>;

/** What a payer that was asked before decided about the claim, as its events have it: what a later payer is told (loops 2320 and 2430). */
export const priorDecision = z.object({
  rank: z.int(),
  payerId: z.string(),
  payerControlNumber: z.string(),
  paymentDate: date,
  paidCents: cents,
  adjustments: z.array(adjustment),
  remarks: z.array(z.string()),
  lines: z.array(adjudicatedLine),
});
export type PriorDecisionRecord = z.infer<typeof priorDecision>;

/**
 * What an 837P needs beside the charge lines, as the session's record had it: patient, coverages, providers, diagnoses, authorization and
 * dates. Always sealed. Kept as the EHR's own shapes (`contracts/session-schema.ts`), so that what was sent can be written again.
 */
export const claimContent = z.object({
  patient: z.looseObject({}),
  coverages: z.array(z.looseObject({})),
  renderingProvider: z.looseObject({}),
  referringProvider: z.looseObject({}).optional(),
  supervisingProvider: z.looseObject({}).optional(),
  serviceFacility: z.looseObject({}).optional(),
  diagnoses: z.array(z.string()),
  authorizationNumber: z.string().optional(),
  planOfCare: z.looseObject({}).optional(),
  onsetOn: z.string().optional(),
  accident: z.looseObject({}).optional(),
  /** Descriptions of unlisted codes by line number. */
  lineDescriptions: z.record(z.string(), z.string()).optional(),
  /** Rank of the coverage that is billed; the first one where absent. */
  billedRank: z.int().optional(),
  /** What the payers before it decided, in their order. */
  priorDecisions: z.array(priorDecision).optional(),
});
export type ClaimContent = z.infer<typeof claimContent>;
