import type { LocalDate } from '#libs/kernel/local-date.js';

/* People and organizations of a professional claim, as an 837P (005010X222A1) carries them. Almost all of it is patient data. */

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

/** SBR01, a payer's place among the patient's payers: P primary, S secondary, T tertiary, A to H fourth to eleventh, U unknown. */
export type Responsibility = 'P' | 'S' | 'T' | 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'U';

/** SBR: a coverage with the claim's payer (2000B) or with another one (2320). */
export interface CoverageTerms {
  readonly responsibility: Responsibility;
  /** SBR09: MB Medicare Part B, 16 Medicare Advantage, CI commercial, MC Medicaid, … */
  readonly claimFilingIndicator: string;
  readonly groupNumber?: string;
  /** Written only where there is no group number, as the guide has it. */
  readonly groupName?: string;
  /** SBR05: why Medicare is not first. */
  readonly mspType?: string;
}

/** Who holds the coverage (loops 2000B and 2010BA). */
export interface Subscriber extends PersonName, CoverageTerms {
  readonly memberId: string;
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
