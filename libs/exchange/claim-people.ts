import type { PayerProfile } from '#libs/rules/payer-profile.js';
import type { Address, Coverage, Patient } from '#libs/rules/session.js';
import type { CoverageTerms, DependentPatient, PersonName, PostalAddress, Responsibility } from '#libs/x12/claim.js';

/* People and coverages of the EHR in the words of the 837P. What is missing stays empty, so that the writer names it. */

/** PAT01 and SBR02 of a patient who is not the subscriber. */
const RELATIONSHIPS = { spouse: '01', child: '19', other: 'G8' } as const;
/** SBR02 of one who is. */
const SELF = '18';
/** SBR01 by rank. */
const RESPONSIBILITIES: readonly Responsibility[] = ['P', 'S', 'T', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

const NO_ADDRESS: PostalAddress = { line1: '', city: '', state: '', zip: '' };

export function postalAddress(address: Address | undefined): PostalAddress {
  if (!address) return NO_ADDRESS;
  const { line1, line2, city, state, zip } = address;
  return { line1, ...(line2?.trim() && { line2 }), city, state, zip: zip.replaceAll('-', '') };
}

export function personName({ lastName = '', firstName, middleName }: Omit<Partial<Patient>, 'address'>): PersonName {
  return {
    lastName,
    ...(firstName !== undefined && { firstName }),
    ...(middleName !== undefined && { middleName }),
  };
}

/** How the patient is related to who holds the coverage. */
export function relationshipOf({ relationship = 'self' }: Coverage): string {
  return relationship === 'self' ? SELF : RELATIONSHIPS[relationship];
}

/** Who holds the coverage: the patient, or the subscriber that it names. */
export function holderOf(coverage: Coverage, patient: Patient): NonNullable<Coverage['subscriber']> {
  return relationshipOf(coverage) === SELF ? patient : (coverage.subscriber ?? {});
}

export function coverageTerms(coverage: Coverage, payer: Pick<PayerProfile, 'claimFilingIndicator'>): CoverageTerms {
  const { groupNumber, groupName, mspType } = coverage;
  return {
    responsibility: RESPONSIBILITIES[coverage.rank - 1] ?? 'U',
    claimFilingIndicator: coverage.claimFilingIndicator ?? payer.claimFilingIndicator,
    ...(groupNumber !== undefined && { groupNumber }),
    ...(groupName !== undefined && { groupName }),
    ...(mspType !== undefined && { mspType }),
  };
}

/** The patient as a dependent; undefined where the patient holds the coverage. */
export function dependentPatient(coverage: Coverage, patient: Patient): DependentPatient | undefined {
  const relationship = relationshipOf(coverage);
  if (relationship === SELF) return undefined;
  return {
    ...personName(patient),
    relationship,
    birthDate: patient.birthDate ?? '',
    sex: patient.sex ?? 'U',
    address: postalAddress(patient.address),
  };
}
