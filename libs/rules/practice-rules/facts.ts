import { type LocalDate, yearOf } from '#libs/kernel/local-date.js';
import type { CodedLine } from '../coded-session.js';
import type { PayerProfile } from '../payer-profile.js';
import { firstCoverage, type Session } from '../session.js';

/** A line as far as it is known: while its modifiers are being made it has neither charge nor pointers. */
export type LineFacts = Pick<CodedLine, 'code' | 'modifiers' | 'units' | 'minutes' | 'assistantMinutes'> &
  Partial<Pick<CodedLine, 'chargeCents' | 'diagnosisPointers'>>;

/** What the whole day was coded to. */
export interface DayFacts {
  readonly codes: readonly string[];
  readonly timedMinutes: number;
  readonly timedUnits: number;
}

/** What a condition may look at. */
export interface Facts {
  readonly session: Session;
  readonly payer: PayerProfile;
  readonly line?: LineFacts;
  readonly day?: DayFacts;
}

/** When a condition is asked: while a line gets its modifiers, or once the day is coded and before it is priced. */
export type Stage = 'modifiers' | 'coded';

export type FactType = 'text' | 'number' | 'flag' | 'list';
export type FactValue = string | number | boolean | readonly string[] | undefined;

export interface Fact {
  readonly type: FactType;
  /** A fact about a line makes a rule look at each line by itself. */
  readonly about: 'session' | 'line';
  /** True where it is not yet known while modifiers are made. */
  readonly codedOnly?: true;
  /** What its values look like, so that a value that can never occur is found when the rule is loaded. */
  readonly values?: { readonly form: RegExp; readonly words: string };
  readonly means: string;
  read(facts: Facts): FactValue;
}

const CODE = { form: /^[A-Z0-9]{5}$/, words: 'a procedure code of five letters or digits' };
const MODIFIER = {
  form: /^(?!KX$)[A-Z0-9]{2}$/,
  words: 'a modifier of two letters or digits other than KX, which is decided later, with the price',
};
const DIAGNOSIS = { form: /^[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?$/, words: 'an ICD-10-CM code' };
const PLACE = { form: /^\d{2}$/, words: 'a place of service of two digits' };

function ageOn(birthDate: LocalDate | undefined, on: LocalDate): number | undefined {
  if (birthDate === undefined) return undefined;
  return yearOf(on) - yearOf(birthDate) - (on.slice(5) < birthDate.slice(5) ? 1 : 0);
}

function pointedDiagnoses({ session, line }: Facts): string[] {
  return (line?.diagnosisPointers ?? []).flatMap((pointer) => session.diagnoses[pointer - 1] ?? []);
}

const SESSION_FACTS = {
  payerId: { type: 'text', about: 'session', means: 'the payer', read: ({ payer }) => payer.payerId },
  payerKind: {
    type: 'text',
    about: 'session',
    values: {
      form: /^(MEDICARE_B|MEDICARE_ADVANTAGE|COMMERCIAL|MEDICAID)$/,
      words: 'MEDICARE_B, MEDICARE_ADVANTAGE, COMMERCIAL or MEDICAID',
    },
    means: "the payer's kind",
    read: ({ payer }) => payer.kind,
  },
  discipline: {
    type: 'text',
    about: 'session',
    values: { form: /^(OT|PT|SLP)$/, words: 'OT, PT or SLP' },
    means: 'OT, PT or SLP',
    read: ({ session }) => session.discipline,
  },
  placeOfService: {
    type: 'text',
    about: 'session',
    values: PLACE,
    means: 'place of service, two digits',
    read: ({ session }) => session.placeOfService,
  },
  diagnoses: {
    type: 'list',
    about: 'session',
    values: DIAGNOSIS,
    means: "the session's diagnoses; points do not matter",
    read: ({ session }) => session.diagnoses,
  },
  age: {
    type: 'number',
    about: 'session',
    means: "the patient's age in full years on the date of service",
    read: ({ session }) => ageOn(session.patient.birthDate, session.dateOfService),
  },
  relationship: {
    type: 'text',
    about: 'session',
    values: { form: /^(self|spouse|child|other)$/, words: 'self, spouse, child or other' },
    means: "the patient's relationship to the subscriber",
    read: ({ session }) => firstCoverage(session).relationship,
  },
  abn: {
    type: 'text',
    about: 'session',
    values: { form: /^G[AXYZ]$/, words: 'GA, GX, GY or GZ' },
    means: 'GA, GX, GY or GZ as recorded',
    read: ({ session }) => session.abn,
  },
  authorization: {
    type: 'flag',
    about: 'session',
    means: 'an authorization is recorded',
    read: ({ session }) => session.authorization !== undefined,
  },
  planOfCare: {
    type: 'flag',
    about: 'session',
    means: 'a plan of care is recorded',
    read: ({ session }) => session.planOfCare !== undefined,
  },
  referringProvider: {
    type: 'flag',
    about: 'session',
    means: 'a referring provider is named',
    read: ({ session }) => session.referringProvider !== undefined,
  },
  supervisingProvider: {
    type: 'flag',
    about: 'session',
    means: 'a supervising provider is named',
    read: ({ session }) => session.supervisingProvider !== undefined,
  },
  renderingNpi: {
    type: 'text',
    about: 'session',
    values: { form: /^\d{10}$/, words: 'an NPI of ten digits' },
    means: "the rendering provider's NPI",
    read: ({ session }) => session.renderingProvider.npi,
  },
  renderingTaxonomy: {
    type: 'text',
    about: 'session',
    values: { form: /^[0-9A-Z]{10}$/, words: 'a taxonomy of ten letters or digits' },
    means: "the rendering provider's taxonomy",
    read: ({ session }) => session.renderingProvider.taxonomy,
  },
  accident: {
    type: 'flag',
    about: 'session',
    means: 'an accident is recorded',
    read: ({ session }) => session.accident !== undefined,
  },
  telehealth: {
    type: 'flag',
    about: 'session',
    means: 'the session was by telehealth',
    read: ({ session }) => session.telehealth !== undefined,
  },
  audioOnly: {
    type: 'flag',
    about: 'session',
    means: 'the session was by sound alone',
    read: ({ session }) => session.telehealth?.audioOnly === true,
  },
  codes: {
    type: 'list',
    about: 'session',
    codedOnly: true,
    values: CODE,
    means: "the codes of all lines of the patient's day",
    read: ({ day }) => day?.codes,
  },
  timedMinutes: {
    type: 'number',
    about: 'session',
    codedOnly: true,
    means: "the day's timed minutes in the session's discipline",
    read: ({ day }) => day?.timedMinutes,
  },
  timedUnits: {
    type: 'number',
    about: 'session',
    codedOnly: true,
    means: "the day's timed units in the session's discipline",
    read: ({ day }) => day?.timedUnits,
  },
} as const satisfies Readonly<Record<string, Fact>>;

const LINE_FACTS = {
  code: { type: 'text', about: 'line', values: CODE, means: 'the code billed', read: ({ line }) => line?.code },
  modifiers: {
    type: 'list',
    about: 'line',
    values: MODIFIER,
    means: 'its modifiers so far (KX comes later)',
    read: ({ line }) => line?.modifiers,
  },
  units: { type: 'number', about: 'line', means: 'its units', read: ({ line }) => line?.units },
  minutes: { type: 'number', about: 'line', means: 'its minutes, both together', read: ({ line }) => line?.minutes },
  assistantMinutes: {
    type: 'number',
    about: 'line',
    means: "the assistant's minutes of it",
    read: ({ line }) => line?.assistantMinutes,
  },
  chargeCents: {
    type: 'number',
    about: 'line',
    codedOnly: true,
    means: 'its charge in cents',
    read: ({ line }) => line?.chargeCents,
  },
  lineDiagnoses: {
    type: 'list',
    about: 'line',
    codedOnly: true,
    values: DIAGNOSIS,
    means: 'the diagnoses that it points to',
    read: pointedDiagnoses,
  },
} as const satisfies Readonly<Record<string, Fact>>;

/** Everything that a condition may ask about, by name. `docs/practice-rules.md` lists it. */
export const FACTS: Readonly<Record<string, Fact>> = { ...SESSION_FACTS, ...LINE_FACTS };
