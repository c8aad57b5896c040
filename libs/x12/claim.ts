import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import type {
  BillingProvider,
  ClaimPayer,
  ClaimProvider,
  DependentPatient,
  ServiceFacility,
  Subscriber,
} from './claim-party.js';
import type { LineAdjudication, OtherPayer } from './other-payer.js';

export type * from './claim-party.js';
export type * from './other-payer.js';

/*
 * A professional claim as an 837P (005010X222A1) carries it: what the writer takes and the reader gives back. Almost all of it is patient
 * data. Codes are X12's own where a field says so; the total charge is not a field, it is always the sum of the lines.
 */

/** CLM11 and DTP*439. */
export interface Accident {
  /** AA automobile, EM employment, OA other. */
  readonly kind: 'AA' | 'EM' | 'OA';
  readonly on: LocalDate;
  /** Required for AA. */
  readonly state?: string;
}

/** PWK: records sent beside the claim. */
export interface Attachment {
  /** PWK01, e.g. OZ support data. */
  readonly reportType: string;
  /** PWK02: BM mail, EL electronic, EM e-mail, FT file transfer, FX fax, AA on request. */
  readonly transmission: string;
  /** PWK06; required unless on request. */
  readonly controlNumber?: string;
}

export interface ClaimLine {
  /** CPT or HCPCS. */
  readonly code: string;
  /** At most four, in order. */
  readonly modifiers: readonly string[];
  /** Whole units, at least 1. */
  readonly units: number;
  readonly chargeCents: Cents;
  /** 1-based into the claim's diagnoses, first is primary; 1 to 4. */
  readonly diagnosisPointers: readonly number[];
  readonly serviceDate: LocalDate;
  /** The last day where the line covers several. */
  readonly serviceDateTo?: LocalDate;
  /** REF*6R, at most 30 characters; the payer returns it in the 835. */
  readonly lineControlNumber: string;
  /** SV101-7, for unlisted codes. */
  readonly description?: string;
  /** Only where it differs from the claim's. */
  readonly placeOfService?: string;
  /** What payers that were asked before decided about the line (loops 2430). */
  readonly adjudications?: readonly LineAdjudication[];
}

/** One CLM with all that stands around it. */
export interface ProfessionalClaim {
  readonly billingProvider: BillingProvider;
  readonly subscriber: Subscriber;
  readonly payer: ClaimPayer;
  /** Absent where the subscriber is the patient. */
  readonly patient?: DependentPatient;
  /** CLM01, at most 20 characters, returned as CLP01. */
  readonly patientControlNumber: string;
  /** CLM05-3: 1 original, 7 replacement, 8 void. */
  readonly frequency: '1' | '7' | '8';
  /** REF*F8; required for 7 and 8. */
  readonly payerControlNumber?: string;
  /** REF*G1. */
  readonly priorAuthorization?: string;
  readonly placeOfService: string;
  /** ICD-10-CM with or without the dot; 1 to 12, the first is primary. */
  readonly diagnoses: readonly string[];
  /** CLM07: A assigned (default), B assigned for laboratory only, C not assigned. */
  readonly assignment?: 'A' | 'B' | 'C';
  /** CLM08: whether the patient assigned the benefits to the provider; Y by default. */
  readonly benefitsAssigned?: 'Y' | 'N' | 'W';
  /** CLM09: Y signed (default), I informed consent. */
  readonly releaseOfInformation?: 'Y' | 'I';
  readonly accident?: Accident;
  /** DTP*431: onset of the current illness or symptom. */
  readonly onsetOn?: LocalDate;
  /** DTP*454: start of treatment. */
  readonly initialTreatmentOn?: LocalDate;
  /** DTP*304: last seen by the certifying physician. */
  readonly lastSeenOn?: LocalDate;
  readonly attachments?: readonly Attachment[];
  /** AMT*F5: what the patient has paid on the claim so far; left out where it is nothing. */
  readonly patientPaidCents?: Cents;
  /** NTE*ADD, at most 80 characters. */
  readonly note?: string;
  readonly referringProvider?: ClaimProvider;
  /** Leave out where the billing provider is the person who rendered. */
  readonly renderingProvider?: ClaimProvider;
  readonly supervisingProvider?: ClaimProvider;
  readonly serviceFacility?: ServiceFacility;
  /** The patient's other payers, at most 10 (loops 2320 and 2330); those asked before this one with their decision. */
  readonly otherPayers?: readonly OtherPayer[];
  /** 1 to 50. */
  readonly lines: readonly ClaimLine[];
}

/** Who sends the file: ISA06, GS02 and loop 1000A. */
export interface Submitter {
  readonly id: string;
  /** ISA05; ZZ by default. */
  readonly qualifier?: string;
  readonly name: string;
  readonly contact: { readonly name: string; readonly phone: string };
}

/** Whom the file is for: ISA08, GS03 and loop 1000B. */
export interface Receiver {
  readonly id: string;
  /** ISA07; ZZ by default. */
  readonly qualifier?: string;
  readonly name: string;
}

/** Numbers from a durable sequence per receiver; never used twice. */
export interface ControlNumbers {
  /** ISA13, 1 to 999,999,999. */
  readonly interchange: number;
  /** GS06. */
  readonly group: number;
  /** ST02, 4 to 9 digits. */
  readonly transaction: string;
}

/** When the file is written, by the business clock in the practice's zone. */
export interface FileTime {
  readonly date: LocalDate;
  /** `HH:MM`. */
  readonly time: string;
}
