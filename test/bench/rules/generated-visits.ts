import type { SeededRandom } from '#libs/demo/seeded-random.js';
import type { LocalDate } from '#libs/kernel/local-date.js';

/** A practice's ordinary weeks, or days that are as hard as records can be. */
export type Mix = 'ordinary' | 'hard';

/** A patient with what all sessions have in common. */
export interface VisitPatient {
  readonly random: SeededRandom;
  readonly mix: Mix;
  readonly assisted: boolean;
  readonly session: Readonly<Record<string, unknown>> & {
    readonly patient: Readonly<Record<string, unknown>> & { readonly patientId: string };
  };
}

type Json = Readonly<Record<string, unknown>>;

/** Codes of a visit, the first so many of a list; 97530 with 97140 is a pair that needs distinct time. */
const TREATMENTS: readonly (readonly string[])[] = [
  ['97110', '97140', '97112', '97535', '97530'],
  ['97530', '97110', '97535', '97112', '97140'],
  ['97112', '97110', '97530', '97535', '97140'],
  ['97530', '97140', '97110', '97112', '97535'],
  ['97129', '97130', '97535', '97110', '97530'],
  ['97535', '97542', '97110', '97112', '97140'],
];
const COUNTS = [
  [20, 1],
  [40, 2],
  [25, 3],
  [10, 4],
  [5, 5],
] as const;
const REEVALUATION_EVERY = 12;
const DOCUMENTED = {
  medicalNecessity: true,
  functionalGoals: true,
  treatmentTime: true,
  patientResponse: true,
  planOfCare: true,
};

function treatment(random: SeededRandom, code: string, assisted: boolean): Json {
  const minutes = random.whole(8, 30);
  const byAssistant = assisted && random.chance(50) ? random.whole(3, minutes) : 0;
  return {
    code,
    minutes: minutes - byAssistant,
    ...(byAssistant > 0 && { assistantMinutes: byAssistant }),
    ...(random.chance(80) && { attestations: ['distinct-time', 'above-threshold-necessary'] }),
    ...(random.chance(30) && { diagnosisPointers: [1] }),
  };
}

function ordinary({ random, assisted, session }: VisitPatient, visitNumber: number): Json[] {
  const first = session.discipline === 'OT' && visitNumber === 0;
  const again = session.discipline === 'OT' && visitNumber > 0 && visitNumber % REEVALUATION_EVERY === 0;
  const codes = random.pick(TREATMENTS).slice(0, random.share(COUNTS));
  const procedures = codes.map((code) => treatment(random, code, assisted));
  const attestations = ['above-threshold-necessary'];
  if (first) procedures[0] = { code: '97166', minutes: 45, evaluation: { performanceDeficits: 4 }, attestations };
  if (again) procedures[0] = { code: '97168', minutes: 30, attestations };
  return procedures;
}

/** Every procedure twice, with time blocks, in ties, shared with an assistant, pairs among them; some of it not codable at all. */
function hard({ random }: VisitPatient): Json[] {
  const codes = random.pick(TREATMENTS);
  return [...codes, ...codes].map((code, index) => {
    const start = 8 * 60 + index * 25;
    return {
      code: random.chance(3) ? '97532' : code,
      minutes: random.whole(8, 12),
      assistantMinutes: random.whole(8, 12),
      diagnosisPointers: [1],
      timeBlocks: [{ start: clock(start), end: clock(start + (random.chance(90) ? 24 : 30)) }],
      attestations: ['above-threshold-necessary'],
    };
  });
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A patient's sessions on a day: one, now and then two; two of a hard patient. */
export function visit(patient: VisitPatient, dateOfService: LocalDate, visitNumber: number): Json[] {
  const { random, mix, session } = patient;
  const afar = mix === 'ordinary' && random.chance(5);
  const common = {
    revision: 1,
    ...session,
    dateOfService,
    ...(afar && { placeOfService: '10', telehealth: { patientAtHome: true } }),
    documentation: random.chance(97) ? DOCUMENTED : { ...DOCUMENTED, treatmentTime: false },
  };
  const id = `${session.patient.patientId}-${dateOfService}`;
  if (mix === 'hard')
    return ['A', 'B'].map((part) => ({ sessionId: `${id}-${part}`, ...common, procedures: hard(patient) }));
  const morning = { sessionId: `${id}-A`, ...common, procedures: ordinary(patient, visitNumber) };
  if (!random.chance(3)) return [morning];
  return [morning, { sessionId: `${id}-B`, ...common, procedures: [treatment(random, '97535', patient.assisted)] }];
}
