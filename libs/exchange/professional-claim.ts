import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import type { PayerProfile } from '#libs/rules/payer-profile.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { type Coverage, firstCoverage, type Provider } from '#libs/rules/session.js';
import type {
  Attachment,
  BillingProvider,
  ClaimLine,
  ClaimProvider,
  ProfessionalClaim,
  Subscriber,
} from '#libs/x12/claim.js';
import { coverageTerms, dependentPatient, holderOf, personName, postalAddress } from './claim-people.js';
import type { ClaimSubject } from './claim-subject.js';
import { otherPayers } from './other-payers.js';

/** A charge line as it is to be sent. */
export interface LineToSend {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly chargeCents?: number;
  readonly diagnosisPointers: readonly number[];
  readonly lineControlNumber: string;
  readonly serviceDate: LocalDate;
  readonly description?: string;
}

/** A claim of ours with everything that its file says. */
export interface ClaimToSend {
  readonly subject: ClaimSubject;
  /** The coverage that is billed; the first one by default. */
  readonly coverage?: Coverage;
  readonly placeOfService: string;
  readonly lines: readonly LineToSend[];
  readonly practice: PracticeProfile;
  readonly payer: Pick<PayerProfile, 'name' | 'x12Id' | 'claimFilingIndicator' | 'kind'>;
  readonly patientControlNumber: string;
  readonly frequency: '1' | '7' | '8';
  /** Required for 7 and 8. */
  readonly payerControlNumber?: string;
  /** Records that are sent beside the claim. */
  readonly attachments?: readonly Attachment[];
  /** Free text for the payer (NTE). */
  readonly note?: string;
  /** What the patient has paid on it. */
  readonly patientPaidCents?: Cents;
}

function billingProvider(practice: PracticeProfile): BillingProvider {
  const isPerson = practice.entityType === 'person';
  return {
    entityType: practice.entityType ?? 'organization',
    name: isPerson ? (practice.lastName ?? practice.name) : practice.name,
    ...(isPerson && practice.firstName !== undefined && { firstName: practice.firstName }),
    npi: practice.npi,
    taxId: practice.taxId.replaceAll('-', ''),
    taxIdType: practice.taxIdType ?? 'EI',
    taxonomy: practice.taxonomy,
    address: postalAddress(practice.address),
    ...(practice.payTo && { payTo: postalAddress(practice.payTo) }),
  };
}

function claimProvider({ npi, lastName = '', firstName, taxonomy }: Provider): ClaimProvider {
  return {
    npi,
    lastName,
    ...(firstName !== undefined && { firstName }),
    ...(taxonomy !== undefined && { taxonomy }),
  };
}

/** The holder's own particulars go along, also where the patient is somebody else: the payer may ask for them. */
function subscriber({ subject, payer }: ClaimToSend, coverage: Coverage): Subscriber {
  const holder = holderOf(coverage, subject.patient);
  return {
    ...personName(holder),
    ...(holder.birthDate !== undefined && { birthDate: holder.birthDate }),
    ...(holder.sex !== undefined && { sex: holder.sex }),
    ...(holder.address && { address: postalAddress(holder.address) }),
    memberId: coverage.memberId ?? '',
    ...coverageTerms(coverage, payer),
  };
}

function claimLine(line: LineToSend): ClaimLine {
  const { code, modifiers, units, diagnosisPointers, serviceDate, lineControlNumber, description } = line;
  return {
    code,
    modifiers,
    units,
    chargeCents: line.chargeCents ?? 0,
    diagnosisPointers,
    serviceDate,
    lineControlNumber,
    ...(description !== undefined && { description }),
  };
}

/** Providers and places of the claim; the rendering one is left out where it is who bills. */
function surroundings({ subject, practice }: ClaimToSend) {
  const { referringProvider, renderingProvider, supervisingProvider, serviceFacility, accident, onsetOn } = subject;
  const { firstTreatmentOn } = subject.planOfCare ?? {};
  const bills = practice.entityType === 'person' && practice.npi === renderingProvider.npi;
  return {
    ...(referringProvider && { referringProvider: claimProvider(referringProvider) }),
    ...(!bills && { renderingProvider: claimProvider(renderingProvider) }),
    ...(supervisingProvider && { supervisingProvider: claimProvider(supervisingProvider) }),
    ...(serviceFacility && {
      serviceFacility: {
        name: serviceFacility.name ?? '',
        ...(serviceFacility.npi !== undefined && { npi: serviceFacility.npi }),
        address: postalAddress(serviceFacility.address),
      },
    }),
    ...(onsetOn !== undefined && { onsetOn }),
    ...(firstTreatmentOn !== undefined && { initialTreatmentOn: firstTreatmentOn }),
    ...(accident && {
      accident: {
        kind: accident.kind,
        on: accident.on ?? '',
        ...(accident.state !== undefined && { state: accident.state }),
      },
    }),
  };
}

/** Puts a claim into the words of the 837P. Nothing is judged: what the format requires and is missing, the writer refuses by name. */
export function professionalClaim(claim: ClaimToSend): ProfessionalClaim {
  const { subject, payer, practice } = claim;
  const coverage = claim.coverage ?? firstCoverage(subject);
  const patient = dependentPatient(coverage, subject.patient);
  const others = otherPayers(claim, coverage);
  const { attachments, note, patientPaidCents } = claim;
  return {
    billingProvider: billingProvider(practice),
    subscriber: subscriber(claim, coverage),
    payer: { name: payer.name, id: payer.x12Id },
    ...(patient && { patient }),
    patientControlNumber: claim.patientControlNumber,
    frequency: claim.frequency,
    ...(claim.payerControlNumber !== undefined && { payerControlNumber: claim.payerControlNumber }),
    ...(subject.authorizationNumber !== undefined && { priorAuthorization: subject.authorizationNumber }),
    placeOfService: claim.placeOfService,
    diagnoses: subject.diagnoses,
    ...(attachments !== undefined && attachments.length > 0 && { attachments }),
    ...(note !== undefined && { note }),
    ...(patientPaidCents !== undefined && { patientPaidCents }),
    assignment: practice.participating === false ? 'C' : 'A',
    ...surroundings(claim),
    ...(others.length > 0 && { otherPayers: others }),
    lines: claim.lines.map(claimLine),
  };
}
