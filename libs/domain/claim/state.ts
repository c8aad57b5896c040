import type {
  AdjudicatedLine,
  Adjustment,
  ChargeLine,
  ClaimContent,
  DeniedLine,
  PayerKind,
  RuleFound,
} from '#libs/contracts/events/shapes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';

/** How far one submission (CLM01 `{claim}S{number}`) has come; `acknowledged` by TA1 or 999, `accepted` by the payer's 277CA. */
export type SubmissionState = 'released' | 'submitted' | 'acknowledged' | 'accepted' | 'rejected';

/** One sending of the claim: original, replacement or void. */
export interface Submission {
  readonly number: number;
  readonly frequency: '1' | '7' | '8';
  readonly state: SubmissionState;
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
  /** Acknowledgements taken so far, as `{kind}|{interchangeId}`: the same one again changes nothing. */
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
  readonly reversed: boolean;
}

/** A denial case that the claim opened; `settled` once a payment answered its lines. */
export interface ClaimDenial {
  readonly number: number;
  readonly state: 'open' | 'settled';
  readonly remittanceId: string;
  readonly remittanceClaim: number;
  readonly submissionNumber: number;
  readonly payerControlNumber: string;
  readonly lines: readonly DeniedLine[];
  readonly deniedCents: Cents;
}

/** One CLP of a remittance that has been posted to this claim. */
export interface PostedRemittanceClaim {
  readonly remittanceId: string;
  readonly remittanceClaim: number;
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
  /** Rules that hold the newest draft; empty where it may be released. */
  readonly holds: readonly RuleFound[];
  readonly submissions: readonly Submission[];
  readonly adjudications: readonly Adjudication[];
  readonly denials: readonly ClaimDenial[];
  /** Every CLP posted so far, payments and reversals alike. */
  readonly posted: readonly PostedRemittanceClaim[];
  readonly writtenOffCents: Cents;
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
  holds: [],
  submissions: [],
  adjudications: [],
  denials: [],
  posted: [],
  writtenOffCents: 0,
  closed: null,
  submission: 'draft',
  adjudication: 'none',
  balance: 'insurer',
};

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

/** The payer's decisions that stand. */
export function standingAdjudications(state: ClaimState): readonly Adjudication[] {
  return state.adjudications.filter((adjudication) => !adjudication.reversed);
}

/** The newest decision that stands: its payer control number is what a replacement or void names (REF*F8). */
export function newestAdjudication(state: ClaimState): Adjudication | undefined {
  return standingAdjudications(state).at(-1);
}

/** Denial cases whose lines nothing has settled. */
export function openDenials(state: ClaimState): readonly ClaimDenial[] {
  return state.denials.filter((denial) => denial.state === 'open');
}
