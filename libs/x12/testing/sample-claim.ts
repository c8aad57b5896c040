import type { ProfessionalClaim } from '../claim.js';
import type { ClaimInterchange } from '../write/claim-837p.js';

/** A plain Medicare claim of two lines, to be changed by tests. */
export function sampleClaim(changes: Partial<ProfessionalClaim> = {}): ProfessionalClaim {
  return {
    billingProvider: {
      entityType: 'organization',
      name: 'Hand and Upper Limb Practice',
      npi: '1234567893',
      taxId: '123456789',
      taxIdType: 'EI',
      taxonomy: '225X00000X',
      address: { line1: '12 Main Street', city: 'Columbus', state: 'OH', zip: '432150001' },
    },
    subscriber: {
      lastName: 'Doe',
      firstName: 'Jane',
      memberId: '1EG4TE5MK72',
      responsibility: 'P',
      claimFilingIndicator: 'MB',
      birthDate: '1950-02-28',
      sex: 'F',
      address: { line1: '1 Elm Street', city: 'Columbus', state: 'OH', zip: '43215' },
    },
    payer: { name: 'Medicare', id: '15202' },
    patientControlNumber: 'ABCDEFGHJKMNPS1',
    frequency: '1',
    placeOfService: '11',
    diagnoses: ['M25.511', 'M62.81'],
    initialTreatmentOn: '2026-03-02',
    referringProvider: { lastName: 'Roe', firstName: 'Richard', npi: '1043210987' },
    renderingProvider: { lastName: 'Poe', firstName: 'Ann', npi: '1987654321', taxonomy: '225X00000X' },
    lines: [
      {
        code: '97166',
        modifiers: ['GO'],
        units: 1,
        chargeCents: 18_000,
        diagnosisPointers: [1],
        serviceDate: '2026-03-02',
        lineControlNumber: 'S1L1',
      },
      {
        code: '97110',
        modifiers: ['GO', 'KX'],
        units: 2,
        chargeCents: 11_050,
        diagnosisPointers: [1, 2],
        serviceDate: '2026-03-02',
        lineControlNumber: 'S1L2',
      },
    ],
    ...changes,
  };
}

/** A file that carries claims, with everything beside them filled in. */
export function sampleInterchange(claims: readonly ProfessionalClaim[]): ClaimInterchange {
  return {
    sender: {
      id: 'PRACTICE1',
      name: 'Hand and Upper Limb Practice',
      contact: { name: 'Billing', phone: '(614) 555-0100' },
    },
    receiver: { id: 'PAYER1', name: 'Medicare' },
    controlNumbers: { interchange: 42, group: 42, transaction: '0042' },
    time: { date: '2026-03-20', time: '09:30' },
    usage: 'T',
    claims,
  };
}
