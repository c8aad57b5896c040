import type { Session } from '../session.js';
import { addressProblems, isName } from './carried-by-x12.js';
import { type Edit, NOTHING, type Problem } from './edit.js';

const SOURCE = '005010X222A1, 2010BA and 2010CA';

function gapsOf({ patient }: Session): readonly Problem[] {
  const problems: Problem[] = [];
  if (!isName(patient.lastName)) problems.push({ message: 'patient.lastName is missing' });
  if (!isName(patient.firstName)) problems.push({ message: 'patient.firstName is missing' });
  if (patient.birthDate === undefined) problems.push({ message: 'patient.birthDate is missing' });
  if (patient.sex === undefined) problems.push({ message: 'patient.sex is missing', fix: 'record F, M or U' });
  problems.push(...addressProblems(patient.address, 'patient.address'));
  return problems;
}

export const PATIENT_EDITS: readonly Edit[] = [
  {
    id: 'patient.incomplete',
    means: 'A field of the patient that a claim needs is missing or malformed.',
    source: SOURCE,
    severity: 'error',
    corrects: 'writes the state in capitals and the ZIP code in digits',
    check: ({ session }) => gapsOf(session),
  },
  {
    id: 'patient.born-after-service',
    means: 'The patient was born after the date of service.',
    source: SOURCE,
    severity: 'error',
    check({ session: { patient, dateOfService } }) {
      if (patient.birthDate === undefined || patient.birthDate <= dateOfService) return NOTHING;
      return [{ message: 'patient.birthDate is after the date of service' }];
    },
  },
];
