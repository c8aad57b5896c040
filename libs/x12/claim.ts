import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';

/*
 * A professional claim as an 837P (005010X222A1) carries it: what the writer takes and the reader gives back. Almost all of it is patient
 * data. Codes are X12's own where a field says so; the total charge is not a field, it is always the sum of the lines.
 */

export interface PostalAddress {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  /** Two letters. */
  readonly state: string;
  /** Five or nine digits; of a billing provider or service facility nine. Without the hyphen. */
  readonly zip: string;
}

export interface PersonName {
  readonly lastName: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly suffix?: string;
}

/** Who bills (loop 2010AA), and where to pay when elsewhere (2010AB). */
export interface BillingProvider {
  readonly entityType: 'organization' | 'person';
  /** The organization's name, or the person's last name. */
  readonly name: string;
  /** Only of a person. */
  readonly firstName?: string;
  readonly npi: string;
  /** Nine digits. */
  readonly taxId: string;
  /** EI employer's number, SY social security number. */
  readonly taxIdType: 'EI' | 'SY';
  readonly taxonomy?: string;
  /** A street address, no post office box. */
  readonly address: PostalAddress;
  readonly payTo?: PostalAddress;
}

/** A person who rendered, referred or supervised. */
export interface ClaimProvider extends PersonName {
  readonly npi: string;
  /** Written for the rendering provider only. */
  readonly taxonomy?: string;
}

/** Where the service was given, when not at the billing provider's address (2310C). */
export interface ServiceFacility {
  readonly name: string;
  readonly npi?: string;
  readonly address: PostalAddress;
}

export type Sex = 'F' | 'M' | 'U';

/** Who holds the coverage (loops 2000B and 2010BA). */
export interface Subscriber extends PersonName {
  readonly memberId: string;
  /** P primary, S secondary, T tertiary (SBR01): this payer's place among the patient's payers. */
  readonly responsibility: 'P' | 'S' | 'T';
  /** SBR09: MB Medicare Part B, 16 Medicare Advantage, CI commercial, MC Medicaid, … */
  readonly claimFilingIndicator: string;
  readonly groupNumber?: string;
  /** Written only where there is no group number, as the guide has it. */
  readonly groupName?: string;
  /** SBR05: why Medicare is not first. */
  readonly mspType?: string;
  /** These three are required where the subscriber is the patient. */
  readonly birthDate?: LocalDate;
  readonly sex?: Sex;
  readonly address?: PostalAddress;
}

/** The patient, where not the subscriber (loops 2000C and 2010CA). */
export interface DependentPatient extends PersonName {
  /** PAT01: 01 spouse, 19 child, 20 employee, 21 unknown, 39 and 40 donors, 53 life partner, G8 other. */
  readonly relationship: string;
  readonly birthDate: LocalDate;
  readonly sex: Sex;
  readonly address: PostalAddress;
}

export interface ClaimPayer {
  readonly name: string;
  /** The payer's identifier in X12 (NM109 with PI). */
  readonly id: string;
  readonly address?: PostalAddress;
}

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
  /** NTE*ADD, at most 80 characters. */
  readonly note?: string;
  readonly referringProvider?: ClaimProvider;
  /** Leave out where the billing provider is the person who rendered. */
  readonly renderingProvider?: ClaimProvider;
  readonly supervisingProvider?: ClaimProvider;
  readonly serviceFacility?: ServiceFacility;
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
  /** ST02, 4 to 9 characters. */
  readonly transaction: string;
}

/** When the file is written, by the business clock in the practice's zone. */
export interface FileTime {
  readonly date: LocalDate;
  /** `HH:MM`. */
  readonly time: string;
}
