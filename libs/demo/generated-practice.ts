import { addDays, dayOfWeek, daysBetween, type LocalDate } from '#libs/kernel/local-date.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { generatedPracticeId } from './generated-member.js';
import { type GeneratedPatient, generatedPatient } from './generated-patient.js';
import { evaluationVisit, type GeneratedProcedure, treatmentVisit } from './generated-visit.js';
import type { EhrMessage } from './sample-practice.js';
import { SeededRandom } from './seeded-random.js';

export interface GeneratedPracticeOptions {
  readonly seed: number;
  readonly patients: number;
  /** Weeks with sessions. */
  readonly weeks: number;
  /** A Monday. */
  readonly firstDay: LocalDate;
}

/** Long enough after the last session for a claim to be denied, and sent again or appealed, and paid. */
const DAYS_OF_ANSWERS = 56;

const THERAPISTS = [
  { npi: '1888000019', lastName: 'Keel', firstName: 'Dana', taxonomy: '225X00000X' },
  // Medicare's simulated contractor has not got this one.
  { npi: '1888000027', lastName: 'Mast', firstName: 'Robin', taxonomy: '225X00000X' },
] as const;
const REFERRING = { npi: '1777000013', lastName: 'Anchor', firstName: 'Leigh' };

/** The profile of a generated practice: a practice's charges, payers and address under another name, with what it was made of. */
export function generatedProfile(
  like: PracticeProfile,
  { seed, patients, weeks }: Omit<GeneratedPracticeOptions, 'firstDay'>,
): PracticeProfile & { readonly simulation: Readonly<Record<string, number>> } {
  const name = `Simulated Practice ${seed}`;
  return {
    ...like,
    practiceId: generatedPracticeId(seed),
    name,
    submitter: { ...like.submitter, id: `SIM${seed}`.slice(0, 15), name },
    simulation: { seed, patients, weeks },
  };
}

/** A practice's patients and what its EHR publishes day by day; wholly decided by the options. */
export class GeneratedPractice {
  readonly practiceId: string;
  readonly firstDay: LocalDate;
  readonly lastSessionDay: LocalDate;
  /** When the last answers have come. */
  readonly lastDay: LocalDate;
  private readonly patients: readonly GeneratedPatient[];

  constructor(private readonly options: GeneratedPracticeOptions) {
    const { seed, patients, weeks, firstDay } = options;
    if (dayOfWeek(firstDay) !== 1) throw new RangeError('a generated practice begins on a Monday');
    this.practiceId = generatedPracticeId(seed);
    this.firstDay = firstDay;
    this.lastSessionDay = addDays(firstDay, weeks * 7 - 3);
    this.lastDay = addDays(this.lastSessionDay, DAYS_OF_ANSWERS);
    this.patients = Array.from({ length: patients }, (_, index) => generatedPatient(seed, index + 1, options));
  }

  /** What the EHR publishes on a day; nothing outside the practice's weeks. The same on every call. */
  messages(day: LocalDate): readonly EhrMessage[] {
    return this.patients.flatMap((patient) => [...this.messagesOf(patient, day)]);
  }

  private *messagesOf(generated: GeneratedPatient, day: LocalDate): Iterable<EhrMessage> {
    const { patient, coverage, firstVisitOn, lastVisitOn, days, authorizedOn, eligibility } = generated;
    const { patientId } = patient;
    const about = { practiceId: this.practiceId, patientId, payerId: coverage.payerId };
    if (day === firstVisitOn && eligibility) {
      const { usedElsewhereCents: otUsedCents, deductibleLeftCents } = eligibility;
      const balance = { asOf: day, active: true, otUsedCents, deductibleLeftCents };
      yield { type: 'ehr.eligibility.recorded.v1', patientId, data: { ...about, ...balance } };
    }
    if (authorizedOn === day)
      yield { type: 'ehr.authorization.recorded.v1', patientId, data: { ...about, ...authorizationOf(generated) } };
    if (day < firstVisitOn || day > lastVisitOn || !days.includes(dayOfWeek(day))) return;
    // By the day's number and not its date: the same weeks wherever they begin.
    const random = new SeededRandom(`${this.options.seed}/visit/${patientId}/${daysBetween(this.firstDay, day)}`);
    const stayedAway = random.chance(6);
    if (day === firstVisitOn) yield this.session(generated, day, 'A', evaluationVisit(random), random);
    else if (!stayedAway) {
      const session = this.session(generated, day, 'A', treatmentVisit(random, generated.assisted), random);
      if (random.chance(3)) yield mistyped(session);
      yield session;
      if (random.chance(4)) yield this.session(generated, day, 'B', [{ code: '97535', minutes: 20 }], random);
    }
  }

  private session(
    generated: GeneratedPatient,
    day: LocalDate,
    part: 'A' | 'B',
    procedures: readonly GeneratedProcedure[],
    random: SeededRandom,
  ): EhrMessage {
    const { patient, coverage, supplement, firstVisitOn, authorizedOn } = generated;
    return {
      type: 'ehr.session.recorded.v1',
      patientId: patient.patientId,
      data: {
        sessionId: `${patient.patientId}-${day}-${part}`,
        revision: 2,
        practiceId: this.practiceId,
        patient,
        coverages: [
          { rank: 1, relationship: 'self', ...coverage },
          ...(supplement ? [{ rank: 2, ...supplement }] : []),
        ],
        dateOfService: day,
        placeOfService: '11',
        discipline: 'OT',
        renderingProvider: THERAPISTS[generated.byLocum ? 1 : 0],
        ...(generated.referred ? { referringProvider: REFERRING } : {}),
        planOfCare: { firstTreatmentOn: firstVisitOn, certifiedOn: addDays(firstVisitOn, 6) },
        ...(authorizedOn !== undefined && authorizedOn <= day ? { authorization: authorizationOf(generated) } : {}),
        diagnoses: generated.diagnoses,
        procedures: procedures.map((procedure) => attested(procedure, generated)),
        documentation: documentation(random),
      },
    };
  }
}

/** What was typed in at first and set right the same day: the minutes of the first procedure are too many. */
function mistyped({ data, ...message }: EhrMessage): EhrMessage {
  const [first, ...others] = data.procedures as readonly GeneratedProcedure[];
  const procedures = first ? [{ ...first, minutes: first.minutes + 30 }, ...others] : others;
  return { ...message, data: { ...data, revision: 1, procedures } };
}

/** From the first visit on: also where it is put on file only later. */
function authorizationOf({ patient, firstVisitOn }: GeneratedPatient) {
  const number = `AUTH${patient.patientId.replace(/\D/g, '')}`;
  return { number, from: firstVisitOn, to: addDays(firstVisitOn, 180), visits: 60 };
}

function attested(procedure: GeneratedProcedure, { attested: above }: GeneratedPatient): GeneratedProcedure {
  if (!above) return procedure;
  return { ...procedure, attestations: [...(procedure.attestations ?? []), 'above-threshold-necessary'] };
}

/** Now and then the note lacks the minutes. */
function documentation(random: SeededRandom) {
  const treatmentTime = !random.chance(3);
  return { medicalNecessity: true, functionalGoals: true, treatmentTime, patientResponse: true, planOfCare: true };
}
