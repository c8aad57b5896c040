import type { Edit } from './edit.js';

const FORM = /^[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?$/;
const MOST_DIAGNOSES = 12;
const SOURCE = '005010X222A1, HI of 2300 and SV107';

function plain(diagnosis: string): string {
  return diagnosis.replace('.', '').toUpperCase();
}

export const DIAGNOSIS_EDITS: readonly Edit[] = [
  {
    id: 'diagnosis.format',
    means: 'A diagnosis does not look like ICD-10-CM.',
    source: 'ICD-10-CM code structure',
    severity: 'error',
    *check({ session }) {
      for (const [index, diagnosis] of session.diagnoses.entries())
        if (!FORM.test(diagnosis)) yield { message: `diagnoses[${index}] does not have the form of an ICD-10-CM code` };
    },
  },
  {
    id: 'diagnosis.duplicate',
    means: 'A diagnosis is listed twice.',
    source: SOURCE,
    severity: 'error',
    *check({ session }) {
      const seen = new Map<string, number>();
      for (const [index, diagnosis] of session.diagnoses.entries()) {
        const first = seen.get(plain(diagnosis));
        if (first !== undefined) yield { message: `diagnoses[${index}] repeats diagnoses[${first}]` };
        else seen.set(plain(diagnosis), index);
      }
    },
  },
  {
    id: 'diagnosis.too-many',
    means: 'More than twelve diagnoses.',
    source: SOURCE,
    severity: 'error',
    *check({ session }) {
      if (session.diagnoses.length > MOST_DIAGNOSES)
        yield { message: `${session.diagnoses.length} diagnoses; a claim takes ${MOST_DIAGNOSES}` };
    },
  },
  {
    id: 'diagnosis.pointer',
    means: 'A procedure points to a diagnosis that is not listed.',
    source: SOURCE,
    severity: 'error',
    *check({ session }) {
      const listed = session.diagnoses.length;
      for (const [index, { code, diagnosisPointers }] of session.procedures.entries()) {
        const astray = diagnosisPointers?.find((pointer) => pointer > listed);
        if (astray !== undefined)
          yield { procedure: index + 1, message: `${code} points to diagnosis ${astray} of ${listed}` };
        else if (diagnosisPointers?.length === 0)
          yield { procedure: index + 1, message: `${code} points to no diagnosis` };
      }
    },
  },
];
