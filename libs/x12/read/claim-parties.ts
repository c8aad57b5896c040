import type { LocalDate } from '#libs/kernel/local-date.js';
import type { PersonName, PostalAddress, Sex } from '../claim.js';
import { element, type Segment } from '../segment.js';
import type { Draft } from './draft.js';
import { readDate } from './values.js';

/** NM1 with the N3, N4, DMG, REF and PRV after it, as an 837P has it. */
export interface ClaimParty {
  /** NM101. */
  readonly role: string;
  readonly isPerson: boolean;
  readonly name: PersonName;
  readonly id: string;
  address?: PostalAddress;
  birthDate?: LocalDate;
  sex?: Sex;
  taxonomy?: string;
  taxId?: { readonly type: 'EI' | 'SY'; readonly value: string };
}

export function readClaimParty(segment: Segment): ClaimParty {
  const name: Draft<PersonName> = { lastName: element(segment, 3) };
  if (element(segment, 4) !== '') name.firstName = element(segment, 4);
  if (element(segment, 5) !== '') name.middleName = element(segment, 5);
  if (element(segment, 7) !== '') name.suffix = element(segment, 7);
  return { role: element(segment, 1), isPerson: element(segment, 2) === '1', name, id: element(segment, 9) };
}

/** Adds what a segment says about a party; false where it says nothing of the kind. */
export function describeParty(party: ClaimParty, segment: Segment): boolean {
  switch (segment.id) {
    case 'N3':
      party.address = withStreet(segment, party.address);
      return true;
    case 'N4':
      party.address = withCity(segment, party.address);
      return true;
    case 'DMG':
      describePerson(party, segment);
      return true;
    case 'PRV':
      party.taxonomy = element(segment, 3);
      return true;
    case 'REF':
      return describeTaxId(party, segment);
    default:
      return false;
  }
}

function withStreet(segment: Segment, address: PostalAddress | undefined): PostalAddress {
  const line2 = element(segment, 2);
  const street = { line1: element(segment, 1), ...(line2 === '' ? {} : { line2 }) };
  return { city: '', state: '', zip: '', ...address, ...street };
}

function withCity(segment: Segment, address: PostalAddress | undefined): PostalAddress {
  const city = { city: element(segment, 1), state: element(segment, 2), zip: element(segment, 3) };
  return { line1: '', ...address, ...city };
}

function describePerson(party: ClaimParty, segment: Segment): void {
  const birthDate = readDate(element(segment, 2));
  if (birthDate !== null) party.birthDate = birthDate;
  const sex = element(segment, 3);
  party.sex = sex === 'F' || sex === 'M' ? sex : 'U';
}

function describeTaxId(party: ClaimParty, segment: Segment): boolean {
  const type = element(segment, 1);
  if (type !== 'EI' && type !== 'SY') return false;
  party.taxId = { type, value: element(segment, 2) };
  return true;
}
