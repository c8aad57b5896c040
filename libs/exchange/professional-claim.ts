import type { LocalDate } from '#libs/kernel/local-date.js';
import type { PayerProfile } from '#libs/rules/payer-profile.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { type Address, type Coverage, firstCoverage, type Provider } from '#libs/rules/session.js';
import type {
  BillingProvider,
  ClaimLine,
  ClaimProvider,
  DependentPatient,
  PostalAddress,
  ProfessionalClaim,
  Subscriber,
} from '#libs/x12/claim.js';
import type { ClaimSubject } from './claim-subject.js';

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
  readonly placeOfService: string;
  readonly lines: readonly LineToSend[];
  readonly practice: PracticeProfile;
  readonly payer: Pick<PayerProfile, 'name' | 'x12Id' | 'claimFilingIndicator' | 'kind'>;
  readonly patientControlNumber: string;
  readonly frequency: '1' | '7' | '8';
  /** Required for 7 and 8. */
  readonly payerControlNumber?: string;
}

/** PAT01 of a patient who is not the subscriber. */
const RELATIONSHIPS = { spouse: '01', child: '19', other: 'G8' } as const;
const RESPONSIBILITIES = ['P', 'S', 'T'] as const;

const NO_ADDRESS: PostalAddress = { line1: '', city: '', state: '', zip: '' };

function postalAddress(address: Address | undefined): PostalAddress {
  if (!address) return NO_ADDRESS;
  const { line1, line2, city, state, zip } = address;
  return { line1, ...(line2?.trim() && { line2 }), city, state, zip: zip.replaceAll('-', '') };
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

/** Names and particulars as recorded; what is missing stays empty, so that the writer names it. */
function person(source: Omit<NonNullable<Coverage['subscriber']>, 'address'>) {
  const { lastName = '', firstName, middleName, birthDate, sex } = source;
  return {
    lastName,
    ...(firstName !== undefined && { firstName }),
    ...(middleName !== undefined && { middleName }),
    ...(birthDate !== undefined && { birthDate }),
    ...(sex !== undefined && { sex }),
  };
}

function isSubscriber(coverage: Coverage): boolean {
  return coverage.relationship === undefined || coverage.relationship === 'self';
}

function subscriber(claim: ClaimToSend, coverage: Coverage): Subscriber {
  const holder = isSubscriber(coverage) ? claim.subject.patient : (coverage.subscriber ?? {});
  return {
    ...person(holder),
    ...(holder.address && { address: postalAddress(holder.address) }),
    memberId: coverage.memberId ?? '',
    responsibility: RESPONSIBILITIES[coverage.rank - 1] ?? 'P',
    claimFilingIndicator: coverage.claimFilingIndicator ?? claim.payer.claimFilingIndicator,
    ...(coverage.groupNumber !== undefined && { groupNumber: coverage.groupNumber }),
    ...(coverage.groupName !== undefined && { groupName: coverage.groupName }),
    ...(coverage.mspType !== undefined && { mspType: coverage.mspType }),
  };
}

function dependent({ subject }: ClaimToSend, coverage: Coverage): DependentPatient | undefined {
  const { relationship } = coverage;
  if (relationship === undefined || relationship === 'self') return undefined;
  const { patient } = subject;
  return {
    ...person(patient),
    relationship: RELATIONSHIPS[relationship],
    birthDate: patient.birthDate ?? '',
    sex: patient.sex ?? 'U',
    address: postalAddress(patient.address),
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
  const coverage = firstCoverage(subject);
  const patient = dependent(claim, coverage);
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
    assignment: practice.participating === false ? 'C' : 'A',
    ...surroundings(claim),
    lines: claim.lines.map(claimLine),
  };
}
