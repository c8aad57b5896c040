import type { Address, Session } from '../session.js';
import { firstCoverage } from '../session.js';
import type { Edit } from './edit.js';

const SOURCE = '005010X222A1, 2010BA and 2010CA';

function* addressGaps(address: Address | undefined, field: string): Generator<string> {
  if (!address) {
    yield `${field} is missing`;
    return;
  }
  for (const part of ['line1', 'city'] as const) if (!address[part].trim()) yield `${field}.${part} is missing`;
  if (!/^[A-Z]{2}$/.test(address.state)) yield `${field}.state is not a two-letter state`;
  if (!/^\d{5}(-?\d{4})?$/.test(address.zip)) yield `${field}.zip is not a ZIP code of 5 or 9 digits`;
}

function* patientGaps({ patient }: Session): Generator<string> {
  for (const field of ['lastName', 'firstName', 'birthDate', 'sex'] as const)
    if (!patient[field]?.trim()) yield `patient.${field} is missing`;
  yield* addressGaps(patient.address, 'patient.address');
}

export const PATIENT_EDITS: readonly Edit[] = [
  {
    id: 'patient.incomplete',
    means: 'A field of the patient that a claim needs is missing or malformed.',
    source: SOURCE,
    severity: 'error',
    *check({ session }) {
      for (const message of patientGaps(session)) yield { message };
    },
  },
  {
    id: 'patient.born-after-service',
    means: 'The patient was born after the date of service.',
    source: SOURCE,
    severity: 'error',
    *check({ session }) {
      if ((session.patient.birthDate ?? '') > session.dateOfService)
        yield { message: 'patient.birthDate is after the date of service' };
    },
  },
  {
    id: 'patient.subscriber-address',
    means: "The subscriber's address is malformed.",
    source: SOURCE,
    severity: 'error',
    *check({ session }) {
      const address = firstCoverage(session).subscriber?.address;
      if (!address) return;
      for (const message of addressGaps(address, 'subscriber.address')) yield { message };
    },
  },
];
