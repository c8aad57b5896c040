import { parseSession } from '#libs/contracts/session-schema.js';
import { SeededRandom } from '#libs/demo/seeded-random.js';
import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import type { Session } from '#libs/rules/session.js';
import { type Mix, type VisitPatient, visit } from './generated-visits.js';

/** The sessions of a patient's day, as an EHR writes them: one JSON value each. */
export type DayText = readonly string[];

export interface DaysOptions {
  readonly seed: string;
  readonly mix: Mix;
  readonly patients: number;
  readonly daysEach: number;
}

const PAYERS = [
  [45, 'MEDICARE-B'],
  [15, 'EVERGREEN-MA'],
  [15, 'BLUE-HARBOR'],
  [10, 'SUMMIT'],
  [10, 'SAMPLE-SHARE'],
  [5, 'SAMPLE-STATE'],
] as const;

const DIAGNOSES = ['M62.81', 'M25.641', 'M19.041', 'R27.8', 'I69.351', 'S63.501D', 'M65.4', 'M77.11', 'G20.A1'];
const FIRST_DAY: LocalDate = '2026-01-05';
/** Patients come every fifth day, a fifth of them on each day. */
const APART = 5;

function patientOf({ seed, mix }: DaysOptions, number: number): VisitPatient {
  const random = new SeededRandom(`${seed}/${number}`);
  const patientId = `P${String(number).padStart(6, '0')}`;
  const firstDay = addDays(FIRST_DAY, number % APART);
  return {
    random,
    mix,
    assisted: random.chance(25),
    session: {
      practiceId: 'harbor-ot',
      patient: {
        patientId,
        lastName: `Sample${number}`,
        firstName: 'Pat',
        birthDate: `${random.whole(1936, 1960)}-0${random.whole(1, 9)}-${random.whole(10, 28)}`,
        sex: random.pick(['F', 'M']),
        address: { line1: `${number} Mill Lane`, city: 'Portland', state: 'ME', zip: '041010000' },
      },
      coverages: [{ rank: 1, payerId: random.share(PAYERS), memberId: `1EG4TE5MK${number}`, relationship: 'self' }],
      placeOfService: '11',
      discipline: random.chance(85) ? 'OT' : 'PT',
      renderingProvider: { npi: '1888000019', lastName: 'Keel', firstName: 'Dana', taxonomy: '225X00000X' },
      referringProvider: { npi: '1777000013', lastName: 'Anchor', firstName: 'Leigh' },
      planOfCare: {
        firstTreatmentOn: firstDay,
        certifiedOn: addDays(firstDay, 6),
        certifications: [1, 2, 3].map((times) => {
          const from = addDays(firstDay, times * 85);
          return { kind: 'recert', from, signedOn: addDays(from, 4) };
        }),
      },
      ...(random.chance(20) && { authorization: { number: `AUTH${number}`, from: firstDay, visits: 60 } }),
      diagnoses: Array.from({ length: random.whole(1, 3) }, (_, index) => DIAGNOSES[(number + index * 2) % 9]),
    },
  };
}

/** Days of treatment in the order of a practice's calendar; the same for the same options, whoever asks and how often. */
export function* generatedDays(options: DaysOptions): Generator<DayText> {
  const patients = Array.from({ length: options.patients }, (_, number) => patientOf(options, number));
  for (let day = 0; day < options.daysEach * APART; day += 1) {
    const date = addDays(FIRST_DAY, day);
    for (let number = day % APART; number < patients.length; number += APART)
      yield visit(patients[number] as VisitPatient, date, Math.floor(day / APART)).map((session) =>
        JSON.stringify(session),
      );
  }
}

/** A day as the command line hands it to the rules: read and validated. */
export function readDay(day: DayText): Session[] {
  return day.map((text) => {
    const session = parseSession(JSON.parse(text));
    if (!session.ok) throw new Error(session.refusal.map(({ field, message }) => `${field} ${message}`).join('; '));
    return session.value;
  });
}
