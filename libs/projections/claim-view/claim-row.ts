import type { LaterClaimRecord, RuleFound } from '#libs/contracts/events/shapes.js';
import type { SubmissionAnswers } from '#libs/contracts/submission-chain.js';
import type { PatientMoney } from '../claim-facts/patient-payments.js';
import type { ClosedCase } from '../closed-cases.js';
import type { DecisionEvent } from '../decision-events.js';
import type { ClaimProblem } from './claim-problems.js';

/** A charge line as the claim view shows it. */
export interface ClaimRowLine {
  readonly line: number;
  /** The line's own day; absent where the claim has one day. */
  readonly serviceDate?: string;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly chargeCents: number;
  readonly expectedPaidCents?: number;
  readonly allowedCents?: number;
  readonly paidCents?: number;
  readonly adjustments?: readonly { group: string; reason: string; amountCents: number }[];
}

/** One claim, on its three axes: submission, adjudication and balance (who owes what is open). */
export interface ClaimRow {
  readonly claimId: string;
  readonly patientId: string;
  readonly payerId: string;
  readonly payerKind: string | null;
  readonly dateOfService: string | null;
  readonly discipline: string | null;
  readonly placeOfService: string | null;
  readonly renderingNpi: string | null;
  readonly referringNpi: string | null;
  readonly sessionIds: readonly string[];
  readonly submission: 'draft' | 'held' | 'ready' | 'sent' | 'accepted' | 'rejected';
  readonly adjudication: 'none' | 'paid' | 'partly-paid' | 'denied' | 'reversed';
  readonly balance: 'insurer' | 'next-payer' | 'patient' | 'closed';
  readonly chargeCents: number;
  readonly expectedPaidCents: number | null;
  readonly paidCents: number;
  readonly patientCents: number;
  readonly deniedCents: number;
  readonly holds: readonly RuleFound[];
  readonly lines: readonly ClaimRowLine[];
  readonly submissions: number;
  readonly frequency: string | null;
  readonly patientControlNumber: string | null;
  readonly payerControlNumber: string | null;
  readonly openDenials: readonly number[];
  /** Of a claim to a payer that is not the first: the rank of its coverage, and the first payer's claim. */
  readonly rank: number | null;
  readonly primaryClaimId: string | null;
  /** On a first payer's claim: the claims to the payers after it, and why one could not be drafted. */
  readonly laterClaims: readonly LaterClaimRecord[];
  /** On a later payer's: why what it was built on no longer stands. */
  readonly outdated: string | null;
  /** The fold's memory: what the newest submission's answers say together. Absent on rows from before it was kept. */
  readonly answers?: SubmissionAnswers & { readonly number: number };
  /** The fold's memory: cases that are written off and may be taken back. */
  readonly givenUp?: readonly number[];
  /** The fold's memory: cases that a person closed. */
  readonly closedCases?: readonly ClosedCase[];
  /** What the patient has paid and not got back, and what the patient still owes once the last payer has answered. */
  readonly patientPaidCents: number;
  readonly patientOwesCents: number;
  /** Money of the payer that a person has to explain. */
  readonly problems: readonly ClaimProblem[];
  /** The fold's memory: the patient's payments, and the decisions that stand posted. */
  readonly patientMoney?: PatientMoney;
  readonly decisions?: readonly DecisionEvent[];
  readonly closesAt: string | null;
  readonly submittedAt: string | null;
  readonly adjudicatedOn: string | null;
  readonly changedAt: string;
}
