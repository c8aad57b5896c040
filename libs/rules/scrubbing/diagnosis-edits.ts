import { MOST_DIAGNOSES } from '../claiming/claim-limits.js';
import { type Change, cleaned } from '../correction.js';
import type { Session } from '../session.js';
import { type Edit, NOTHING, type Problem } from './edit.js';

const FORM = /^[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?$/;
/** Codes of injuries (S00 to S99) say with a seventh character which encounter it is. */
const INJURY_WITHOUT_ENCOUNTER = /^S.{0,5}$/;
/** Chapter 20, V00 to Y99: how it happened, never what it is. */
const EXTERNAL_CAUSE = /^[V-Y]\d/;
const SOURCE = '005010X222A1, HI of 2300 and SV107';
const GUIDELINES = 'ICD-10-CM Official Guidelines';

function plain(diagnosis: string): string {
  return diagnosis.replace('.', '').toUpperCase();
}

/** Takes a repeated diagnosis away and lets pointers follow: to the one that it repeats, the later ones one place up. */
function withoutRepeated(session: Session, repeated: number, first: number): Change[] {
  const changes: Change[] = [{ do: 'remove', field: `diagnoses[${repeated}]` }];
  session.procedures.forEach(({ diagnosisPointers }, index) => {
    if (!diagnosisPointers?.some((pointer) => pointer > repeated)) return;
    const moved = diagnosisPointers.map((pointer) =>
      pointer === repeated + 1 ? first + 1 : pointer > repeated + 1 ? pointer - 1 : pointer,
    );
    changes.push({ do: 'set', field: `procedures[${index}].diagnosisPointers`, value: [...new Set(moved)] });
  });
  return changes;
}

/** The later of two diagnoses that are one; the corrections are for one repetition at a time. */
function repetitions(session: Session): readonly Problem[] {
  const { diagnoses } = session;
  if (diagnoses.length < 2) return NOTHING;
  const seen = new Map<string, number>();
  const problems: Problem[] = [];
  for (const [index, diagnosis] of diagnoses.entries()) {
    const first = seen.get(plain(diagnosis));
    if (first === undefined) seen.set(plain(diagnosis), index);
    else
      problems.push({
        message: `diagnoses[${index}] repeats diagnoses[${first}]`,
        fix: `remove diagnoses[${index}]`,
        ...(problems.length === 0 && { correction: withoutRepeated(session, index, first) }),
      });
  }
  return problems;
}

function malformed(diagnosis: string, index: number): Problem {
  const field = `diagnoses[${index}]`;
  const message = `${field} does not have the form of an ICD-10-CM code`;
  if (!FORM.test(cleaned(diagnosis, 'capitals'))) return { message };
  return { message, fix: 'write it in capitals', correction: [{ do: 'clean', field, as: 'capitals' }] };
}

export const DIAGNOSIS_EDITS: readonly Edit[] = [
  {
    id: 'diagnosis.format',
    means: 'A diagnosis does not look like ICD-10-CM.',
    source: 'ICD-10-CM code structure',
    severity: 'error',
    corrects: 'raises letters and takes blanks off',
    check({ session: { diagnoses } }) {
      if (diagnoses.every((diagnosis) => FORM.test(diagnosis))) return NOTHING;
      return diagnoses.flatMap((diagnosis, index) => (FORM.test(diagnosis) ? [] : [malformed(diagnosis, index)]));
    },
  },
  {
    id: 'diagnosis.encounter-missing',
    means: 'A code of an injury has no seventh character.',
    source: `${GUIDELINES}, I.C.19.a`,
    severity: 'error',
    check({ session: { diagnoses } }) {
      const index = diagnoses.findIndex((diagnosis) => INJURY_WITHOUT_ENCOUNTER.test(plain(diagnosis)));
      if (index < 0) return NOTHING;
      return [
        {
          message: `diagnoses[${index}] is an injury and has no seventh character`,
          fix: 'add A for active treatment, D for later care or S for a late effect',
        },
      ];
    },
  },
  {
    id: 'diagnosis.external-cause-first',
    means: 'The first diagnosis says how it happened, not what it is.',
    source: `${GUIDELINES}, I.C.20.a`,
    severity: 'error',
    check({ session: { diagnoses } }) {
      if (!EXTERNAL_CAUSE.test(diagnoses[0] ?? '')) return NOTHING;
      return [{ message: 'diagnoses[0] is an external cause', fix: 'list what is treated first' }];
    },
  },
  {
    id: 'diagnosis.duplicate',
    means: 'A diagnosis is listed twice.',
    source: SOURCE,
    severity: 'error',
    corrects: 'removes the repetition, and moves the pointers',
    check: ({ session }) => repetitions(session),
  },
  {
    id: 'diagnosis.too-many',
    means: 'More than twelve diagnoses in a session, or in the sessions of a day that share a claim.',
    source: SOURCE,
    severity: 'error',
    check({ session, sessions }) {
      const own = session.diagnoses.length;
      if (own > MOST_DIAGNOSES) return [{ message: `${own} diagnoses; a claim takes ${MOST_DIAGNOSES}` }];
      if (sessions.length < 2) return NOTHING;
      const ofDay = new Set(sessions.flatMap(({ diagnoses }) => diagnoses.map(plain))).size;
      if (ofDay <= MOST_DIAGNOSES) return NOTHING;
      return [{ message: `${ofDay} different diagnoses on the day; a claim takes ${MOST_DIAGNOSES}` }];
    },
  },
  {
    id: 'diagnosis.pointer',
    means: 'A procedure points to a diagnosis that is not listed.',
    source: SOURCE,
    severity: 'error',
    corrects: 'lets a procedure that points nowhere point to the first diagnosis',
    check({ session }) {
      const listed = session.diagnoses.length;
      const problems: Problem[] = [];
      session.procedures.forEach(({ code, diagnosisPointers }, index) => {
        if (diagnosisPointers === undefined) return;
        const at = { procedure: index + 1 };
        const astray = diagnosisPointers.find((pointer) => pointer > listed);
        if (astray !== undefined)
          problems.push({ ...at, message: `${code} points to diagnosis ${astray} of ${listed}` });
        else if (diagnosisPointers.length === 0)
          problems.push({
            ...at,
            message: `${code} points to no diagnosis`,
            fix: 'leave the pointers out: the first diagnosis counts',
            correction: [{ do: 'remove', field: `procedures[${index}].diagnosisPointers` }],
          });
      });
      return problems;
    },
  },
];
