import { addDays, dayOfWeek, type LocalDate } from '#libs/kernel/local-date.js';
import { type GeneratedMember, generatedMember, generatedPracticeId } from './generated-member.js';
import { SeededRandom } from './seeded-random.js';

/** A made-up patient, and how the weeks of treatment go. */
export interface GeneratedPatient {
  readonly patient: Readonly<Record<string, unknown>> & { readonly patientId: string };
  readonly coverage: Readonly<Record<string, unknown>> & { readonly payerId: string };
  /** What pays after Medicare, for those who have it. */
  readonly supplement?: Readonly<Record<string, unknown>>;
  readonly diagnoses: readonly string[];
  /** The evaluation. */
  readonly firstVisitOn: LocalDate;
  /** No visit after this day. */
  readonly lastVisitOn: LocalDate;
  /** Days of the week, Monday 1. */
  readonly days: readonly number[];
  readonly assisted: boolean;
  /** What Medicare answered when the practice asked it before the first visit; absent where nobody asked, and for other payers. */
  readonly eligibility?: GeneratedMember;
  readonly attested: boolean;
  readonly byLocum: boolean;
  readonly referred: boolean;
  /** When the payer's authorization is put on file; absent where there is none. */
  readonly authorizedOn?: LocalDate;
}

/** Shares of a practice's patients by payer, in percent; of the payers that the simulated ones know. */
const PAYERS = [
  [45, 'MEDICARE-B'],
  [20, 'EVERGREEN-MA'],
  [20, 'BLUE-HARBOR'],
  [15, 'SUMMIT'],
] as const;

/** Pays what Medicare leaves, for those who took it out. */
const SUPPLEMENT = 'BLUE-HARBOR';

const LAST_NAMES = [
  'Ash',
  'Beech',
  'Cypress',
  'Dogwood',
  'Fir',
  'Ginkgo',
  'Holly',
  'Laurel',
  'Myrtle',
  'Pine',
  'Willow',
];
const FIRST_NAMES = ['Alex', 'Blair', 'Casey', 'Drew', 'Emery', 'Finley', 'Harper', 'Jamie', 'Morgan', 'Quinn', 'Sage'];
const STREETS = ['Harbor Road', 'Mill Lane', 'Orchard Street', 'Quarry Road', 'Tower Hill'];
const DIAGNOSES = ['M62.81', 'M25.641', 'M19.041', 'R27.8', 'I69.351', 'S63.501D', 'M65.4', 'M77.11', 'G20.A1'];
/** The simulated contractor does not cover it. */
const NOT_COVERED = 'R53.83';
const LETTERS = 'ACDEFGHJKMNPQRTUVWXY';

/** Forms of member ids: n a digit from 1, d a digit, L a letter that Medicare uses. */
const MEMBER_IDS: Readonly<Record<(typeof PAYERS)[number][1], { readonly prefix: string; readonly form: string }>> = {
  'MEDICARE-B': { prefix: '', form: 'nLLdLLdLLdd' },
  'EVERGREEN-MA': { prefix: 'EV', form: 'nddddddddd' },
  'BLUE-HARBOR': { prefix: 'BHP', form: 'ndddddddd' },
  SUMMIT: { prefix: 'SM', form: 'nddddddd' },
};

function memberId(payerId: keyof typeof MEMBER_IDS, random: SeededRandom): string {
  const { prefix, form } = MEMBER_IDS[payerId];
  const places = { n: () => random.whole(1, 9), d: () => random.whole(0, 9), L: () => random.pick([...LETTERS]) };
  return prefix + [...form].map((place) => places[place as keyof typeof places]()).join('');
}

function birthDate(payerId: string, random: SeededRandom): LocalDate {
  const old = payerId === 'MEDICARE-B' || payerId === 'EVERGREEN-MA';
  const year = old ? random.whole(1936, 1958) : random.whole(1964, 2002);
  return `${year}-0${random.whole(1, 9)}-${random.whole(10, 28)}`;
}

/** When a patient comes: the first weekday from `start` on that is one of the patient's, to the end of the episode. */
function course(random: SeededRandom, firstDay: LocalDate, weeks: number) {
  const startWeek = random.whole(0, Math.floor((weeks - 1) * 0.7));
  const lastWeek = Math.min(weeks, startWeek + random.whole(4, 10));
  const often = random.share([
    [30, 1],
    [50, 2],
    [20, 3],
  ] as const);
  const first = random.whole(1, 5);
  const days = Array.from({ length: often }, (_, index) => ((first - 1 + index * 2) % 5) + 1).sort();
  const start = addDays(firstDay, startWeek * 7);
  const offset = Math.min(...days.map((day) => (day - dayOfWeek(start) + 7) % 7));
  return { days, firstVisitOn: addDays(start, offset), lastVisitOn: addDays(firstDay, lastWeek * 7 - 1) };
}

/** The patient of this number; the same for the same seed, however many others there are. */
export function generatedPatient(
  seed: number,
  number: number,
  { firstDay, weeks }: { readonly firstDay: LocalDate; readonly weeks: number },
): GeneratedPatient {
  const random = new SeededRandom(`${seed}/patient/${number}`);
  const payerId = random.share(PAYERS);
  const medicare = payerId === 'MEDICARE-B';
  const member = memberId(payerId, random);
  const when = course(random, firstDay, weeks);
  const authorized = random.share([
    [60, 0],
    [25, 16],
    [15, undefined],
  ] as const);
  return {
    patient: {
      patientId: `SIM${seed}-${String(number).padStart(4, '0')}`,
      lastName: random.pick(LAST_NAMES),
      firstName: random.pick(FIRST_NAMES),
      birthDate: birthDate(payerId, random),
      sex: random.pick(['F', 'M']),
      address: { line1: `${random.whole(1, 99)} ${random.pick(STREETS)}`, city: 'Portland', state: 'ME', zip: '04101' },
    },
    coverage: { payerId, memberId: member },
    ...(medicare && random.chance(25)
      ? { supplement: { payerId: SUPPLEMENT, memberId: memberId(SUPPLEMENT, random), relationship: 'self' } }
      : {}),
    diagnoses: [medicare && random.chance(6) ? NOT_COVERED : random.pick(DIAGNOSES)],
    ...when,
    assisted: random.chance(20),
    ...(medicare && random.chance(80) ? { eligibility: generatedMember(generatedPracticeId(seed), member) } : {}),
    attested: random.chance(60),
    byLocum: random.chance(4),
    referred: !random.chance(5),
    ...(payerId === 'BLUE-HARBOR' && authorized !== undefined
      ? { authorizedOn: addDays(when.firstVisitOn, authorized) }
      : {}),
  };
}
