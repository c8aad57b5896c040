import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, dayOfWeek, daysBetween, type LocalDate } from '#libs/kernel/local-date.js';

/** One message as an EHR publishes it: a CloudEvent's type and data, keyed by the patient. */
export interface EhrMessage {
  readonly type: string;
  readonly patientId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface SamplePatient {
  readonly patient: { readonly patientId: string };
  readonly coverage: { readonly payerId: string; readonly relationship?: string };
  readonly eligibility?: { readonly otUsedCents: number; readonly deductibleLeftCents: number };
  readonly authorization?: {
    number: string;
    from: string;
    to: string;
    visits: number;
    recordedOn: LocalDate;
    onSessionsFrom: LocalDate;
  };
  readonly diagnoses: readonly string[];
  /** Days of the week, Monday 1. */
  readonly days: readonly number[];
  readonly visits: string;
  /** A day of the week on which there is an afternoon session too. */
  readonly twiceOn?: number;
  readonly attestations?: readonly string[];
  readonly renderingProvider?: 'locum';
  readonly withoutReferringProvider?: boolean;
}

type Procedure = Readonly<Record<string, unknown>> & { readonly code: string };

const read = <Content>(name: string): Content =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'sample', `${name}.json`), 'utf8')) as Content;

/** The practice that a demo store shows: a made-up profile. */
export const samplePractice = read<{ practiceId: string; timeZone: string }>('practice');
const patients = read<readonly SamplePatient[]>('patients');
const visits = read<Readonly<Record<string, readonly (readonly Procedure[])[]>>>('visits');

/** The first day with sessions, the last, and the last day that the demo's clock is moved to: answers and alarms follow the sessions. */
export const SAMPLE_FIRST_DAY: LocalDate = '2026-03-02';
export const SAMPLE_LAST_SESSION_DAY: LocalDate = '2026-04-10';
export const SAMPLE_LAST_DAY: LocalDate = '2026-05-01';

const PROVIDERS = {
  staff: { npi: '1888000019', lastName: 'Keel', firstName: 'Dana', taxonomy: '225X00000X' },
  locum: { npi: '1888000027', lastName: 'Mast', firstName: 'Robin', taxonomy: '225X00000X' },
};
const REFERRING = { npi: '1777000013', lastName: 'Anchor', firstName: 'Leigh' };
const DOCUMENTED = {
  medicalNecessity: true,
  functionalGoals: true,
  treatmentTime: true,
  patientResponse: true,
  planOfCare: true,
};

/** How often a patient has come before a day. */
function visitsBefore(sample: SamplePatient, date: LocalDate): number {
  let count = 0;
  for (let day = SAMPLE_FIRST_DAY; day < date; day = addDays(day, 1))
    if (sample.days.includes(dayOfWeek(day))) count += 1;
  return count;
}

/** The first visit is the evaluation; the others follow in turn. */
function proceduresOf(sample: SamplePatient, visit: number): readonly Procedure[] {
  const [evaluation, ...rest] = visits[sample.visits] as readonly (readonly Procedure[])[];
  return (visit === 0 ? evaluation : rest[(visit - 1) % rest.length]) as readonly Procedure[];
}

function session(
  sample: SamplePatient,
  date: LocalDate,
  part: 'A' | 'B',
  procedures: readonly Procedure[],
): EhrMessage {
  const firstTreatmentOn = addDays(SAMPLE_FIRST_DAY, (sample.days[0] as number) - 1);
  const { authorization } = sample;
  const authorized = authorization && date >= authorization.onSessionsFrom;
  return {
    type: 'ehr.session.recorded.v1',
    patientId: sample.patient.patientId,
    data: {
      sessionId: `${sample.patient.patientId}-${date}-${part}`,
      revision: 1,
      practiceId: samplePractice.practiceId,
      patient: sample.patient,
      coverages: [{ rank: 1, relationship: 'self', ...sample.coverage }],
      dateOfService: date,
      placeOfService: '11',
      discipline: 'OT',
      renderingProvider: PROVIDERS[sample.renderingProvider ?? 'staff'],
      ...(sample.withoutReferringProvider ? {} : { referringProvider: REFERRING }),
      planOfCare: { firstTreatmentOn, certifiedOn: addDays(firstTreatmentOn, 6) },
      ...(authorized
        ? {
            authorization: {
              number: authorization.number,
              from: authorization.from,
              to: authorization.to,
              visits: authorization.visits,
            },
          }
        : {}),
      diagnoses: sample.diagnoses,
      procedures: procedures.map((procedure) => ({
        ...procedure,
        ...(sample.attestations ? { attestations: sample.attestations } : {}),
      })),
      documentation: DOCUMENTED,
    },
  };
}

function* messagesOf(sample: SamplePatient, date: LocalDate): Iterable<EhrMessage> {
  const { patientId } = sample.patient;
  const about = { practiceId: samplePractice.practiceId, patientId, payerId: sample.coverage.payerId };
  if (date === SAMPLE_FIRST_DAY && sample.eligibility) {
    yield {
      type: 'ehr.eligibility.recorded.v1',
      patientId,
      data: { ...about, asOf: date, active: true, ...sample.eligibility },
    };
  }
  if (sample.authorization?.recordedOn === date) {
    const { number, from, to, visits: granted } = sample.authorization;
    yield { type: 'ehr.authorization.recorded.v1', patientId, data: { ...about, number, from, to, visits: granted } };
  }
  if (date > SAMPLE_LAST_SESSION_DAY || !sample.days.includes(dayOfWeek(date))) return;
  const visit = visitsBefore(sample, date);
  yield session(sample, date, 'A', proceduresOf(sample, visit));
  if (sample.twiceOn === dayOfWeek(date)) {
    const afternoon = visits.afternoon as readonly (readonly Procedure[])[];
    yield session(sample, date, 'B', afternoon[Math.trunc(visit / 2) % afternoon.length] as readonly Procedure[]);
  }
}

/** What the sample practice's EHR publishes on a day; nothing outside its weeks. The same on every call. */
export function sampleMessages(date: LocalDate): readonly EhrMessage[] {
  if (daysBetween(SAMPLE_FIRST_DAY, date) < 0 || date > SAMPLE_LAST_DAY) return [];
  return patients.flatMap((sample) => [...messagesOf(sample, date)]);
}
