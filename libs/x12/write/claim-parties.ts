import type {
  BillingProvider,
  ClaimPayer,
  ClaimProvider,
  CoverageTerms,
  DependentPatient,
  PersonName,
  PostalAddress,
  ServiceFacility,
  Subscriber,
} from '../claim-party.js';
import { cleanText } from './clean-text.js';
import { compactDate, segment } from './segments.js';

const PERSON = '1';
const ORGANIZATION = '2';
const NPI = 'XX';
/** PRV02: a code of the provider taxonomy. */
const TAXONOMY = 'PXC';

/** NM1 of a person. */
export function person(role: string, name: PersonName, qualifier: string, id: string): string {
  const parts = [
    cleanText(name.lastName, 60),
    cleanText(name.firstName ?? '', 35),
    cleanText(name.middleName ?? '', 25),
  ];
  return segment('NM1', role, PERSON, ...parts, '', cleanText(name.suffix ?? '', 10), qualifier, id);
}

/** NM1 of an organization. */
export function organization(role: string, name: string, qualifier = '', id = ''): string {
  return segment('NM1', role, ORGANIZATION, cleanText(name, 60), '', '', '', '', qualifier, id);
}

export function* postalAddress(address: PostalAddress): Generator<string> {
  yield segment('N3', cleanText(address.line1, 55), cleanText(address.line2 ?? '', 55));
  yield segment('N4', cleanText(address.city, 30), address.state, address.zip.replace('-', ''));
}

/** 2000A after its HL, 2010AA and 2010AB. */
export function* billingProviderLoops(provider: BillingProvider): Generator<string> {
  if (provider.taxonomy !== undefined) yield segment('PRV', 'BI', TAXONOMY, provider.taxonomy);
  yield provider.entityType === 'person'
    ? person('85', { lastName: provider.name, firstName: provider.firstName }, NPI, provider.npi)
    : organization('85', provider.name, NPI, provider.npi);
  yield* postalAddress(provider.address);
  yield segment('REF', provider.taxIdType, provider.taxId.replace(/-/g, ''));
  if (provider.payTo === undefined) return;
  yield segment('NM1', '87', provider.entityType === 'person' ? PERSON : ORGANIZATION);
  yield* postalAddress(provider.payTo);
}

/** SBR: a coverage, and how the patient is related to who holds it. */
export function coverageSegment(terms: CoverageTerms, relationship: string): string {
  const group = terms.groupNumber ?? '';
  const groupName = group === '' ? cleanText(terms.groupName ?? '', 60) : '';
  const { responsibility, mspType, claimFilingIndicator } = terms;
  return segment('SBR', responsibility, relationship, group, groupName, mspType, '', '', '', claimFilingIndicator);
}

/** 2000B after its HL, 2010BA and 2010BB. Birth date, sex and address are written where the subscriber is the patient. */
export function* subscriberLoops(subscriber: Subscriber, payer: ClaimPayer, isPatient: boolean): Generator<string> {
  yield coverageSegment(subscriber, isPatient ? '18' : '');
  yield person('IL', subscriber, 'MI', subscriber.memberId);
  if (isPatient) yield* demographics(subscriber);
  yield organization('PR', payer.name, 'PI', payer.id);
  if (payer.address !== undefined) yield* postalAddress(payer.address);
}

/** 2000C after its HL, and 2010CA. */
export function* dependentLoops(patient: DependentPatient): Generator<string> {
  yield segment('PAT', patient.relationship);
  yield person('QC', patient, '', '');
  yield* demographics(patient);
}

function* demographics(who: { birthDate?: string; sex?: string; address?: PostalAddress }): Generator<string> {
  if (who.address !== undefined) yield* postalAddress(who.address);
  if (who.birthDate !== undefined) yield segment('DMG', 'D8', compactDate(who.birthDate), who.sex ?? 'U');
}

/** 2310A, B or D: DN referred, 82 rendered, DQ supervised. */
export function* providerLoop(role: 'DN' | '82' | 'DQ', provider: ClaimProvider | undefined): Generator<string> {
  if (provider === undefined) return;
  yield person(role, provider, NPI, provider.npi);
  if (role === '82' && provider.taxonomy !== undefined) yield segment('PRV', 'PE', TAXONOMY, provider.taxonomy);
}

/** 2310C. */
export function* serviceFacilityLoop(facility: ServiceFacility | undefined): Generator<string> {
  if (facility === undefined) return;
  yield organization('77', facility.name, facility.npi === undefined ? '' : NPI, facility.npi);
  yield* postalAddress(facility.address);
}
