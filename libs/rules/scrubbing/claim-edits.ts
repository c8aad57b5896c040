import { addDays, addYears, type LocalDate } from '#libs/kernel/local-date.js';
import type { PayerProfile } from '../payer-profile.js';
import type { Session } from '../session.js';
import { type Edit, type EditContext, MEDICARE_B_ERROR } from './edit.js';

const MOST_LINES = 50;
const FILING_SOON = 30;
/** Facilities that bill for themselves: off- and on-campus outpatient, inpatient, emergency, skilled nursing. */
const FACILITY_BILLS: ReadonlySet<string> = new Set(['19', '21', '22', '23', '31']);

/** The last day on which the payer may receive the claim; undefined where no limit is known. */
export function filingLimit(payer: PayerProfile, dateOfService: LocalDate): LocalDate | undefined {
  if (payer.timelyFilingDays !== undefined) return addDays(dateOfService, payer.timelyFilingDays);
  return payer.kind === 'MEDICARE_B' ? addYears(dateOfService, 1) : undefined;
}

const ELEMENTS = ['medicalNecessity', 'functionalGoals', 'treatmentTime', 'patientResponse', 'planOfCare'] as const;

/** Units of a code over the whole day, and the procedure of this session that bills it. */
function* exceededLimits({ coded, day, reference, payer, session }: EditContext) {
  for (const code of new Set(coded.lines.map((line) => line.code))) {
    const limit = reference.unitLimit(code, session.dateOfService, payer.payerId);
    if (!limit || (limit.units === 0 && payer.kind !== 'MEDICARE_B')) continue;
    const inDay = day.flatMap((one) => one.lines).filter((line) => line.code === code);
    const units = limit.perLine
      ? Math.max(...inDay.map((line) => line.units))
      : inDay.reduce((sum, line) => sum + line.units, 0);
    if (units > limit.units) yield { code, units, limit: limit.units, procedure: procedureOf(session, code) };
  }
}

function procedureOf(session: Session, code: string): { procedure?: number } {
  const index = session.procedures.findIndex((procedure) => procedure.code === code);
  return index < 0 ? {} : { procedure: index + 1 };
}

export const CLAIM_EDITS: readonly Edit[] = [
  {
    id: 'mue.exceeded',
    means: 'More units of a code on one day than the payer takes.',
    source: 'NCCI medically unlikely edits, practitioner file',
    severity: { MEDICARE_B: 'error', MEDICARE_ADVANTAGE: 'error', MEDICAID: 'error', COMMERCIAL: 'warning' },
    *check(context) {
      for (const { code, units, limit, procedure } of exceededLimits(context))
        yield { message: `${code} has ${units} units on the day; the limit is ${limit}`, ...procedure };
    },
  },
  {
    id: 'supply.dme-mac',
    means: 'Supplies and orthoses of a Medicare patient go to the equipment contractor.',
    source: 'Medicare DMEPOS jurisdiction list',
    severity: MEDICARE_B_ERROR,
    *check({ session, reference }) {
      for (const [index, { code }] of session.procedures.entries())
        if (reference.codes.get(code)?.suppliedByDme)
          yield { message: `${code} is billed to the equipment contractor (DME MAC)`, procedure: index + 1 };
    },
  },
  {
    id: 'supply.needs-gy',
    means: 'A non-covered item is billed to Medicare only with GY.',
    source: 'HCPCS A9270',
    severity: MEDICARE_B_ERROR,
    *check({ session, coded, reference }) {
      for (const line of coded.lines)
        if (reference.codes.get(line.code)?.nonCovered && !line.modifiers.includes('GY'))
          yield {
            message: `${line.code} needs GY`,
            fix: 'record GY, or leave it out',
            ...procedureOf(session, line.code),
          };
    },
  },
  {
    id: 'place.facility',
    means: 'The facility bills therapy in this place of service, not the practice.',
    source: 'Medicare Claims Processing Manual ch. 5 §10',
    severity: MEDICARE_B_ERROR,
    *check({ session }) {
      if (FACILITY_BILLS.has(session.placeOfService))
        yield { message: `place of service ${session.placeOfService}: the facility bills` };
    },
  },
  {
    id: 'place.unknown',
    means: 'The place of service is not in the code set.',
    source: 'CMS place of service codes',
    severity: 'error',
    *check({ session, reference }) {
      if (!reference.rateType(session.placeOfService, session.dateOfService))
        yield { message: `${session.placeOfService} is not a place of service` };
    },
  },
  {
    id: 'filing.passed',
    means: "The payer's filing limit has passed.",
    source: 'Medicare: 42 CFR 424.44; others: the contract',
    severity: 'error',
    *check({ session, payer, asOf }) {
      const limit = filingLimit(payer, session.dateOfService);
      if (limit !== undefined && asOf > limit) yield { message: `the claim was to be received by ${limit}` };
    },
  },
  {
    id: 'filing.near',
    means: "The payer's filing limit is within 30 days.",
    source: 'Medicare: 42 CFR 424.44; others: the contract',
    severity: 'warning',
    *check({ session, payer, asOf }) {
      const limit = filingLimit(payer, session.dateOfService);
      if (limit !== undefined && asOf <= limit && addDays(asOf, FILING_SOON) >= limit)
        yield { message: `the claim must be received by ${limit}` };
    },
  },
  {
    id: 'documentation.missing',
    means: 'A required element of the note is missing (only a warning where the record does not say).',
    source: 'Medicare Benefit Policy Manual ch. 15 §220.3',
    severity: 'error',
    *check({ session: { documentation } }) {
      if (!documentation) {
        yield { message: 'the record does not say what the note documents', severity: 'warning' };
        return;
      }
      const missing = ELEMENTS.filter((element) => documentation[element] === false);
      if (missing.length > 0) yield { message: `the note lacks ${missing.join(', ')}` };
    },
  },
  {
    id: 'claim.too-many-lines',
    means: 'More lines than a claim takes; a day is never split over claims.',
    source: '005010X222A1, LX of 2400',
    severity: 'error',
    *check({ day }) {
      const lines = day.reduce((sum, one) => sum + one.lines.length, 0);
      if (lines > MOST_LINES) yield { message: `${lines} lines on the day; a claim takes ${MOST_LINES}` };
    },
  },
  {
    id: 'practice.mismatch',
    means: "The session names another practice than the profile's.",
    source: 'convention of this project',
    severity: 'error',
    *check({ session, practice }) {
      if (practice?.practiceId !== undefined && practice.practiceId !== session.practiceId)
        yield { message: `practiceId is not that of the practice's profile` };
    },
  },
];
