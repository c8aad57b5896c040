import type { PracticeTerms } from '../practice.js';
import type { Procedure, Session } from '../session.js';

/** Charges of the worked example, cents a unit. */
export const SAMPLE_CHARGES = { '97166': 18000, '97530': 6000, '97110': 5500, '97112': 5800, '97140': 5000 };

export const SAMPLE_PRACTICE: PracticeTerms = {
  charges: SAMPLE_CHARGES,
  locality: 'national',
  payers: [
    {
      payerId: 'HARBOR',
      name: 'Harbor Health',
      kind: 'COMMERCIAL',
      unitMethod: 'AMA_PER_CODE',
      percentOfMedicare: 120,
    },
    { payerId: 'UNASKED', name: 'Unasked Mutual', kind: 'COMMERCIAL' },
    { payerId: 'ADVANTAGE', name: 'Sample Advantage', kind: 'MEDICARE_ADVANTAGE', percentOfMedicare: 100 },
    { payerId: 'STATE', name: 'State Medicaid', kind: 'MEDICAID', unitMethod: 'CMS_TOTAL', fees: { '97110': 2500 } },
  ],
};

/** `97110 33`, `97530 13+23` (therapist + assistant), `97166 45`, `97150` without minutes. */
export function procedures(text: string, extra: Partial<Procedure> = {}): Procedure[] {
  return text.split(', ').map((part) => {
    const [code, time] = part.split(' ') as [string, string | undefined];
    if (time === undefined) return { code, ...extra };
    const [minutes, assistantMinutes] = time.split('+').map(Number) as [number, number | undefined];
    return { code, minutes, ...(assistantMinutes !== undefined && { assistantMinutes }), ...extra };
  });
}

/** A complete Medicare session of the worked example's patient; what is given replaces what stands here. */
export function sampleSession(given: Partial<Session> = {}): Session {
  return {
    sessionId: 'S1',
    revision: 1,
    practiceId: 'sample',
    patient: {
      patientId: 'P1',
      lastName: 'Example',
      firstName: 'Erin',
      birthDate: '1950-01-15',
      sex: 'F',
      address: { line1: '1 Main St', city: 'Springfield', state: 'IL', zip: '627010001' },
    },
    coverages: [{ rank: 1, payerId: 'MEDICARE-B', memberId: '1EG4TE5MK73', relationship: 'self' }],
    dateOfService: '2026-03-02',
    placeOfService: '11',
    discipline: 'OT',
    renderingProvider: { npi: '1234567893', lastName: 'Therapist', firstName: 'Terry', taxonomy: '225X00000X' },
    referringProvider: { npi: '1245319599', lastName: 'Doctor', firstName: 'Dana' },
    planOfCare: { firstTreatmentOn: '2026-03-02', certifiedOn: '2026-03-10' },
    diagnoses: ['M25.511'],
    procedures: procedures('97110 30'),
    documentation: {
      medicalNecessity: true,
      functionalGoals: true,
      treatmentTime: true,
      patientResponse: true,
      planOfCare: true,
    },
    ...given,
  };
}

/** The sample patient insured with another payer of the sample practice. */
export function coveredBy(payerId: string): Pick<Session, 'coverages'> {
  return { coverages: [{ rank: 1, payerId, memberId: 'H1234567', relationship: 'self' }] };
}
