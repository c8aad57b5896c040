import type {
  AdjudicatedLine,
  Adjustment,
  AwaitedAnswer,
  ChargeLine,
  ClaimContent,
  DeniedLine,
  LaterClaimRecord,
  PayerKind,
  RuleFound,
  SubmissionStage,
} from '#libs/contracts/events/shapes.js';
import type { SubmissionState } from '#libs/contracts/submission-chain.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { type ClaimVariance, noVariance } from './variance-state.js';

/** An answer that stayed out. `chasedUntil`: a person asked for it and looks again then (ISO 8601); null while nobody has. */
export interface Silence {
  readonly awaited: AwaitedAnswer;
  readonly chasedUntil: string | null;
}

/** One sending of the claim: original, replacement or void. */
export interface Submission {
  readonly number: number;
  readonly frequency: '1' | '7' | '8';
  /** How far it (CLM01 `{claim}S{number}`) has come. */
  readonly state: SubmissionState;
  /** The furthest stage that answered. */
  readonly stage: SubmissionStage | null;
  /** Answers that stayed out past their day. */
  readonly silences: readonly Silence[];
  /** The payer's number for it as its acknowledgement has it (REF*1K). */
  readonly acknowledgedNumber?: string;
  /** The day on which the payer took it: proof of timely filing. */
  readonly acceptedOn?: LocalDate;
  /** The adjudication that it replaces or voids. */
  readonly payerControlNumber?: string;
  /** The denial case that asked for it. */
  readonly denialId?: string;
  readonly lines: readonly ChargeLine[];
  readonly content: ClaimContent;
  readonly releasedAt: string;
  readonly submittedAt?: string;
  readonly patientControlNumber?: string;
  readonly interchangeControlNumber?: number;
  readonly usage?: 'T' | 'P';
  /** What the patient had paid when it was sent, as the payer was told. */
  readonly patientPaidCents?: Cents;
  /** Acknowledgements taken so far: the same one again changes nothing. */
  readonly acknowledgements: readonly string[];
}

/** One decision of a payer as posted. `reversed` once a CLP02 22 took it back. */
export interface Adjudication {
  readonly remittanceId: string;
  /** 0-based place of the CLP in the remittance. */
  readonly remittanceClaim: number;
  readonly submissionNumber: number;
  readonly payerControlNumber: string;
  readonly paymentDate: string;
  readonly status: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly patientCents: Cents;
  readonly adjustments: readonly Adjustment[];
  readonly remarks: readonly string[];
  readonly lines: readonly AdjudicatedLine[];
  readonly crossedOver: boolean;
  /** Only says that an earlier decision paid the services: that one stands. */
  readonly duplicate?: true;
  readonly reversed: boolean;
  /** The remittance that took it back. */
  readonly reversedBy?: string;
}

/** A reversal that took back no decision that stands here, or another amount than it had given: money that a person has to explain. */
export interface UnexplainedReversal {
  readonly remittanceId: string;
  readonly remittanceClaim: number;
  readonly payerControlNumber: string;
  /** What the reversal reports as paid (below 0), and what its decision had paid, together: below 0 where it took away more. */
  readonly paidCents: Cents;
}

/** Money from the patient, or back to the patient (`refund`); always above 0. */
export interface PatientPayment {
  readonly paymentId: string;
  readonly kind: 'copay' | 'payment' | 'refund';
  readonly amountCents: Cents;
  readonly receivedOn: LocalDate;
  readonly reversed: boolean;
}

/** A denial case that the claim opened; `settled` once a payment answered its lines, `withdrawn` once its posting was undone. */
export interface ClaimDenial {
  readonly number: number;
  readonly state: 'open' | 'settled' | 'withdrawn' | 'written-off';
  /** The remittance that settled it, or that denied its lines for another reason. */
  readonly settledBy?: string;
  /** A person closed its case: the patient owes it, or it stands as the payer adjusted it. Stays so whatever is decided or undone later. */
  readonly closed?: 'patient' | 'no-action-needed';
  readonly remittanceId: string;
  readonly remittanceClaim: number;
  readonly submissionNumber: number;
  readonly payerControlNumber: string;
  /** As the newest answer has them. */
  readonly lines: readonly DeniedLine[];
  readonly deniedCents: Cents;
  /** Of a duplicate of what was paid: nothing of the claim's money is denied. */
  readonly duplicate?: true;
  /** Each decision that denied it, the first one first. */
  readonly answers: readonly DenialAnswer[];
}

/** One decision that denied a case's lines. */
export interface DenialAnswer extends PostedRemittanceClaim {
  readonly lines: readonly DeniedLine[];
  readonly deniedCents: Cents;
}

/** What is written off of one case of the claim, in cents. */
export interface CaseWriteOff {
  readonly number: number;
  readonly cents: Cents;
}

/** One CLP of a remittance that has been posted to this claim. */
export interface PostedRemittanceClaim {
  readonly remittanceId: string;
  readonly remittanceClaim: number;
}

/** The clock of a claim that was rejected. */
export interface TimelyFiling {
  readonly statutoryDate: LocalDate;
  readonly workBy: LocalDate;
  /** Alarms that rang, as days before. */
  readonly rung: readonly number[];
  /** `met`: the payer has it. */
  readonly state: 'running' | 'met' | 'missed' | 'cleared';
}

/** The three axes of a claim. A rejection, a denial and a payment of zero are three different things. */
export type SubmissionAxis = 'draft' | 'held' | 'ready' | 'sent' | 'accepted' | 'rejected';
export type AdjudicationAxis = 'none' | 'paid' | 'partly-paid' | 'denied' | 'reversed';
export type BalanceAxis = 'insurer' | 'next-payer' | 'patient' | 'closed';

export interface ClaimState {
  /** How often it was drafted; 0 while there is no claim. */
  readonly draft: number;
  readonly claimId: string;
  readonly patientId: string;
  readonly payerId: string;
  readonly payerKind: PayerKind;
  readonly dateOfService: string;
  readonly discipline: string;
  readonly placeOfService: string;
  readonly renderingNpi: string;
  readonly referringNpi?: string;
  readonly sessionIds: readonly string[];
  /** Of the newest draft; a submission keeps its own. */
  readonly lines: readonly ChargeLine[];
  readonly chargeCents: Cents;
  readonly expectedPaidCents?: Cents;
  readonly content: ClaimContent;
  readonly closesAt: string;
  /** Of a claim to a payer that is not the first: the rank of the coverage that it bills. */
  readonly rank?: number;
  /** The first payer's claim that it follows; absent on a first payer's. */
  readonly primaryClaimId?: string;
  /** What the payers before it left open. */
  readonly leftCents?: Cents;
  /** On a first payer's claim: how the claims to the payers after it stand. */
  readonly later: readonly LaterClaimRecord[];
  /** Why what it was built on no longer stands, where it left before that; null while it does. */
  readonly outdated: string | null;
  /** Rules that hold the newest draft; empty where it may be released. */
  readonly holds: readonly RuleFound[];
  readonly submissions: readonly Submission[];
  readonly adjudications: readonly Adjudication[];
  readonly denials: readonly ClaimDenial[];
  /** Every CLP posted so far, payments and reversals alike. */
  readonly posted: readonly PostedRemittanceClaim[];
  readonly unexplained: readonly UnexplainedReversal[];
  readonly patientPayments: readonly PatientPayment[];
  /** What the payers left to the patient, once the last of them has answered; null before. */
  readonly patientShareCents: Cents | null;
  /** Payments that are not what they should be: short, or to be given back. */
  readonly variance: ClaimVariance;
  readonly writtenOffCents: Cents;
  readonly writeOffs: readonly CaseWriteOff[];
  /** By when it must be received, for as long as it was rejected; null where no such clock ever ran. */
  readonly timelyFiling: TimelyFiling | null;
  /** Why it was closed; null while it is open. */
  readonly closed: string | null;
  readonly submission: SubmissionAxis;
  readonly adjudication: AdjudicationAxis;
  readonly balance: BalanceAxis;
}

export const noClaim: ClaimState = {
  draft: 0,
  claimId: '',
  patientId: '',
  payerId: '',
  payerKind: 'COMMERCIAL',
  dateOfService: '',
  discipline: '',
  placeOfService: '',
  renderingNpi: '',
  sessionIds: [],
  lines: [],
  chargeCents: 0,
  content: { patient: {}, coverages: [], renderingProvider: {}, diagnoses: [] },
  closesAt: '',
  later: [],
  outdated: null,
  holds: [],
  submissions: [],
  adjudications: [],
  denials: [],
  posted: [],
  unexplained: [],
  patientPayments: [],
  patientShareCents: null,
  variance: noVariance,
  writtenOffCents: 0,
  writeOffs: [],
  timelyFiling: null,
  closed: null,
  submission: 'draft',
  adjudication: 'none',
  balance: 'insurer',
};

/** What is written off of the case, in cents. */
export function writtenOffOf({ writeOffs }: ClaimState, number: number): Cents {
  return writeOffs.find((one) => one.number === number)?.cents ?? 0;
}

/** The submission with that number. */
export function submissionOf(state: ClaimState, number: number): Submission | undefined {
  return state.submissions.find((submission) => submission.number === number);
}

/** The submission made last; undefined for a claim never released. */
export function newestSubmission(state: ClaimState): Submission | undefined {
  return state.submissions.at(-1);
}

/** The days of service that a claim was sent for, or is drafted for, in calendar order. */
export function serviceDatesOf(state: ClaimState): readonly LocalDate[] {
  const lines = newestSubmission(state)?.lines ?? state.lines;
  const dates = lines.map(({ serviceDate }) => serviceDate ?? state.dateOfService);
  return [...new Set(dates.length > 0 ? dates : [state.dateOfService])].sort();
}

/** The payer's decisions that stand: neither taken back, nor no more than a pointer to an earlier one. */
export function standingAdjudications(state: ClaimState): readonly Adjudication[] {
  return state.adjudications.filter(({ reversed, duplicate }) => !reversed && !duplicate);
}

/** The newest decision that stands: its payer control number is what a replacement or void names (REF*F8). */
export function newestAdjudication(state: ClaimState): Adjudication | undefined {
  return standingAdjudications(state).at(-1);
}

/**
 * The decision that a reversal in a remittance takes back: the newest under the number that stands. Never one of the same remittance: that is
 * the correction, which may come before the reversal.
 */
export function decisionTakenBack(
  { adjudications }: ClaimState,
  reversal: { readonly remittanceId: string; readonly payerControlNumber: string | undefined },
): Adjudication | undefined {
  return adjudications.findLast(
    (one) =>
      !one.reversed &&
      one.payerControlNumber === reversal.payerControlNumber &&
      one.remittanceId !== reversal.remittanceId,
  );
}

/** Denial cases whose lines nothing has settled and that no person has closed; a duplicate's were paid before. */
export function openDenials(state: ClaimState): readonly ClaimDenial[] {
  return state.denials.filter((denial) => denial.state === 'open' && !denial.duplicate && !denial.closed);
}

/** Cases that the payer may still decide otherwise: open, or given up or closed by the practice. */
export function contestedDenials(state: ClaimState): readonly ClaimDenial[] {
  return state.denials.filter((denial) => denial.state === 'open' || denial.state === 'written-off');
}
