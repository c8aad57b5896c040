import type { ChecklistItem } from '#libs/contracts/events/denial-events.js';
import type { Adjustment, PayerKind } from '#libs/contracts/events/shapes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';

/* What an appeal's packet tells, as plain data: the same is printed and given as JSON. It names the patient, so it is kept encrypted. */

export interface PacketLine {
  readonly line: number | null;
  readonly serviceDate: LocalDate;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly chargeCents: Cents;
  /** The payer's decision about this line is what the appeal is about. */
  readonly atIssue: boolean;
}

export interface SentLine extends PacketLine {
  readonly units: number;
  readonly diagnosisPointers: readonly number[];
}

export interface DecidedLine extends PacketLine {
  readonly allowedCents: Cents;
  readonly paidCents: Cents;
  readonly adjustments: readonly Adjustment[];
  readonly remarks: readonly string[];
}

export interface NamedProvider {
  readonly name: string;
  readonly npi: string;
}

/** The claim as it was sent. */
export interface SentClaim {
  readonly patientControlNumber: string;
  readonly frequency: string;
  readonly submittedOn?: LocalDate;
  readonly placeOfService: string;
  readonly diagnoses: readonly string[];
  readonly renderingProvider?: NamedProvider;
  readonly referringProvider?: NamedProvider;
  readonly authorizationNumber?: string;
  /** A sentence about the plan of care's dates. */
  readonly planOfCare?: string;
  readonly chargeCents: Cents;
  readonly lines: readonly SentLine[];
}

/** The payer's decision that is appealed. */
export interface DecidedClaim {
  readonly payerControlNumber: string;
  readonly paymentDate: LocalDate;
  readonly paidCents: Cents;
  /** Of the claim as a whole. */
  readonly adjustments: readonly Adjustment[];
  readonly remarks: readonly string[];
  readonly lines: readonly DecidedLine[];
}

export interface EarlierDecision {
  readonly level: string;
  readonly decidedOn: LocalDate;
  readonly outcome: 'upheld' | 'partly' | 'overturned';
  readonly amountCents: Cents;
}

export interface PacketAttachment {
  readonly attachmentId: string;
  readonly kind: string;
  readonly contentType: string;
  readonly fileId: string;
  readonly sha256: string;
  readonly servicesOn?: readonly LocalDate[];
}

export interface PacketFacts {
  readonly denialId: string;
  readonly level: string;
  readonly levelName: string;
  /** Who decides at that level. */
  readonly reviewBody: string;
  readonly preparedOn: LocalDate;
  readonly practice: {
    readonly name: string;
    readonly address: readonly string[];
    readonly npi: string;
    readonly taxId: string;
    readonly contactName: string;
    readonly contactPhone: string;
  };
  readonly payer: { readonly payerId: string; readonly name: string; readonly kind: PayerKind };
  readonly patient: { readonly name?: string; readonly birthDate?: LocalDate; readonly memberId?: string };
  readonly claim: SentClaim;
  readonly decision: DecidedClaim;
  /** The denial's category and the claim adjustment reason of its first line. */
  readonly category: string;
  readonly reason: string;
  readonly requestedCents: Cents;
  readonly noticeDate: LocalDate;
  readonly deadline: LocalDate;
  readonly earlierDecisions: readonly EarlierDecision[];
  /** What a person wants said about this case. */
  readonly statement?: string;
  readonly attachments: readonly PacketAttachment[];
}

/** The rule that a letter relies on, in our own words. */
export interface AppealArgument {
  readonly name: string;
  readonly text: string;
  readonly source: string;
}

export interface LetterLine {
  readonly style: 'heading' | 'item' | 'text';
  /** Empty: a blank line. */
  readonly text: string;
}

/** A packet but for the bytes of its attachments. */
export interface PacketContent {
  readonly facts: PacketFacts;
  readonly argument: AppealArgument;
  readonly checklist: readonly ChecklistItem[];
  readonly letter: readonly LetterLine[];
}
