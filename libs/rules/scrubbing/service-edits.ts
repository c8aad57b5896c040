import { firstPart } from '../coding/treatment.js';
import type { Edit, EditContext, Problem } from './edit.js';
import { MEDICARE_B_ERROR, MEDICARE_B_WARNING, NOTHING } from './edit.js';

const NOT_MEDICARE = { MEDICARE_ADVANTAGE: 'warning', COMMERCIAL: 'warning', MEDICAID: 'warning' } as const;

/** The lines of the context's own session with the procedure that each bills. */
function ownLines({ session, sessions, day }: EditContext) {
  const place = sessions.indexOf(session);
  return day.lines
    .filter((one) => one.session === place)
    .map(({ line, treatment }) => ({ line, procedure: firstPart(treatment).procedure }));
}

export const SERVICE_EDITS: readonly Edit[] = [
  {
    id: 'supply.dme-mac',
    means: 'Supplies and orthoses of a Medicare patient go to the equipment contractor.',
    source: 'Medicare DMEPOS jurisdiction list',
    severity: MEDICARE_B_ERROR,
    check({ session, reference }) {
      const problems: Problem[] = [];
      session.procedures.forEach(({ code }, index) => {
        if (reference.codes.get(code)?.suppliedByDme)
          problems.push({
            message: `${code} is billed to the equipment contractor (DME MAC)`,
            procedure: index + 1,
            fix: 'take it out of the session, and bill it to the equipment contractor',
          });
      });
      return problems;
    },
  },
  {
    id: 'supply.needs-gy',
    means: 'A non-covered item is billed to Medicare only with GY.',
    source: 'HCPCS A9270',
    severity: MEDICARE_B_ERROR,
    check(context) {
      const { coded, reference } = context;
      if (!coded.lines.some(({ code }) => reference.codes.get(code)?.nonCovered)) return NOTHING;
      return ownLines(context)
        .filter(({ line }) => reference.codes.get(line.code)?.nonCovered && !line.modifiers.includes('GY'))
        .map(({ line, procedure }) => ({
          message: `${line.code} needs GY`,
          procedure,
          fix: 'record GY, or leave it out',
        }));
    },
  },
  {
    id: 'abn.not-medicare',
    means: 'A notice of non-coverage is Medicare Part B’s alone; other payers have their own.',
    source: 'Medicare Claims Processing Manual ch. 30 §50',
    severity: NOT_MEDICARE,
    check({ session: { abn }, payer }) {
      if (abn === undefined) return NOTHING;
      return [{ message: `${abn} is stated, and ${payer.payerId} is not Medicare Part B`, fix: 'leave abn out' }];
    },
  },
  {
    id: 'abn.practice-liable',
    means: 'GZ: Medicare denies the line, and the practice may not bill the patient.',
    source: 'Medicare Claims Processing Manual ch. 30 §50',
    severity: MEDICARE_B_WARNING,
    check({ session: { abn } }) {
      if (abn !== 'GZ') return NOTHING;
      return [{ message: 'GZ: the lines will be denied, and the practice bears them' }];
    },
  },
  {
    id: 'documentation.missing',
    means: 'A required element of the note is missing (only a warning where the record does not say).',
    source: 'Medicare Benefit Policy Manual ch. 15 §220.3',
    severity: 'error',
    check({ session: { documentation } }) {
      if (!documentation) return [{ message: 'the record does not say what the note documents', severity: 'warning' }];
      if (ELEMENTS.every((element) => documentation[element])) return NOTHING;
      const missing = ELEMENTS.filter((element) => documentation[element] === false);
      if (missing.length > 0)
        return [{ message: `the note lacks ${missing.join(', ')}`, fix: 'complete the note, and record it' }];
      const open = ELEMENTS.filter((element) => documentation[element] === undefined);
      return [{ message: `the record does not say whether the note has ${open.join(', ')}`, severity: 'warning' }];
    },
  },
];

const ELEMENTS = ['medicalNecessity', 'functionalGoals', 'treatmentTime', 'patientResponse', 'planOfCare'] as const;
