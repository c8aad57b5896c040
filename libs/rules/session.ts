import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';

/** The three therapy disciplines: occupational, physical, speech-language pathology. */
export type Discipline = 'OT' | 'PT' | 'SLP';
export type Sex = 'F' | 'M' | 'U';

export interface Address {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

/** Names, birth date and address may be missing on receipt; a scrub edit names what a claim needs. */
export interface Patient {
  readonly patientId: string;
  readonly lastName?: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly birthDate?: LocalDate;
  readonly sex?: Sex;
  readonly address?: Address;
}

export interface Subscriber {
  readonly lastName?: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly birthDate?: LocalDate;
  readonly sex?: Sex;
  readonly address?: Address;
}

/** One insurance; `rank` 1 pays first. */
export interface Coverage {
  readonly rank: number;
  readonly payerId: string;
  readonly memberId?: string;
  readonly relationship?: 'self' | 'spouse' | 'child' | 'other';
  readonly groupNumber?: string;
  readonly groupName?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly mspType?: string;
  readonly claimFilingIndicator?: string;
  readonly copayCents?: Cents;
  readonly subscriber?: Subscriber;
}

export interface Provider {
  readonly npi: string;
  readonly lastName?: string;
  readonly firstName?: string;
  readonly taxonomy?: string;
}

export interface Certification {
  readonly kind: 'initial' | 'recert';
  readonly from: LocalDate;
  readonly to?: LocalDate;
  readonly verbalOn?: LocalDate;
  readonly signedOn?: LocalDate;
  readonly sentOn?: LocalDate;
  readonly byNpi?: string;
}

/** The plain fields are shorthand for the initial certification. */
export interface PlanOfCare {
  readonly firstTreatmentOn: LocalDate;
  readonly certifiedOn?: LocalDate;
  readonly orderOnFileOn?: LocalDate;
  readonly sentOn?: LocalDate;
  readonly endsOn?: LocalDate;
  readonly certifications?: readonly Certification[];
}

export interface Authorization {
  readonly number: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly visits?: number;
  readonly visitsUsed?: number;
}

/** A span of a treatment day, `HH:MM` to `HH:MM`. */
export interface TimeBlock {
  readonly start: string;
  readonly end: string;
}

export type Attestation = 'distinct-time' | 'above-threshold-necessary';

export interface RemoteMonitoring {
  readonly system?: string;
  readonly periodStart?: LocalDate;
  readonly daysWithData?: number;
  readonly interactiveOn?: LocalDate;
}

/**
 * What was done. `minutes` are the therapist's (alone or together with the assistant); `assistantMinutes` the assistant's alone:
 * the code's total is their sum. Diagnosis pointers are 1-based.
 */
export interface Procedure {
  readonly code: string;
  readonly minutes?: number;
  readonly assistantMinutes?: number;
  readonly preferUnit?: boolean;
  readonly count?: number;
  readonly diagnosisPointers?: readonly number[];
  readonly timeBlocks?: readonly TimeBlock[];
  readonly groupSize?: number;
  readonly modifiers?: readonly string[];
  readonly description?: string;
  readonly attestations?: readonly Attestation[];
  readonly rtm?: RemoteMonitoring;
  readonly evaluation?: { readonly performanceDeficits?: number };
}

export interface Documentation {
  readonly medicalNecessity?: boolean;
  readonly functionalGoals?: boolean;
  readonly treatmentTime?: boolean;
  readonly patientResponse?: boolean;
  readonly planOfCare?: boolean;
}

/** One recorded therapy session, as an EHR sends it. */
export interface Session {
  readonly sessionId: string;
  readonly revision: number;
  readonly practiceId: string;
  readonly patient: Patient;
  readonly coverages: readonly Coverage[];
  readonly dateOfService: LocalDate;
  readonly placeOfService: string;
  readonly discipline: Discipline;
  readonly renderingProvider: Provider;
  readonly referringProvider?: Provider;
  readonly supervisingProvider?: Provider;
  readonly planOfCare?: PlanOfCare;
  readonly authorization?: Authorization;
  readonly diagnoses: readonly string[];
  readonly procedures: readonly Procedure[];
  readonly telehealth?: { readonly patientAtHome?: boolean; readonly audioOnly?: boolean };
  readonly abn?: 'GA' | 'GX' | 'GY' | 'GZ';
  readonly documentation?: Documentation;
  readonly serviceFacility?: { readonly name?: string; readonly npi?: string; readonly address?: Address };
  readonly onsetOn?: LocalDate;
  readonly accident?: { readonly kind: 'AA' | 'EM' | 'OA'; readonly on?: LocalDate; readonly state?: string };
  readonly progressReportOn?: LocalDate;
  readonly claimGroup?: string;
}

/** The minutes of a procedure: the therapist's and the assistant's; 0 where none are stated. */
export function minutesOf({
  minutes = 0,
  assistantMinutes = 0,
}: Pick<Procedure, 'minutes' | 'assistantMinutes'>): number {
  return minutes + assistantMinutes;
}

/** The coverage that pays first: the lowest rank; the first listed among equals. */
export function firstCoverage(session: Pick<Session, 'coverages'>): Coverage {
  let first = session.coverages[0] as Coverage;
  for (const coverage of session.coverages) if (coverage.rank < first.rank) first = coverage;
  return first;
}
