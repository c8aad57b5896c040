import type { Cents } from '#libs/kernel/money.js';
import type { PersonRole } from './person-role.js';
import type { Address } from './session.js';

export type PayerKind = 'MEDICARE_B' | 'MEDICARE_ADVANTAGE' | 'COMMERCIAL' | 'MEDICAID';
/** CMS counts units from the day's total of timed minutes, AMA from each code's own minutes. */
export type UnitMethod = 'CMS_TOTAL' | 'AMA_PER_CODE';

/** What a correction handler does with a denial that it can correct: nothing, ask a person, or send. */
export type CorrectionMode = 'off' | 'propose' | 'send';

/** One level of a payer's appeals by contract. */
export interface AppealLevelEntry {
  readonly name: string;
  /** Calendar days from the notice. */
  readonly days: number;
}

/** How much less or more than expected a payer may allow on a claim before somebody looks: the larger of the two, each where stated. */
export interface UnderpaymentTolerance {
  readonly cents?: Cents | undefined;
  /** Of the expected amount. */
  readonly percent?: number | undefined;
}

/** A payer as a practice's file states it; what is left out takes the default of its kind (`payerProfile`). */
export interface PayerEntry {
  readonly payerId: string;
  readonly name: string;
  readonly kind: PayerKind;
  readonly x12Id?: string;
  readonly unitMethod?: UnitMethod;
  readonly claimFilingIndicator?: string;
  readonly frequencyCodes?: readonly string[];
  /** The most claims that it takes in one batch; 5,000 by default. */
  readonly claimsPerBatch?: number;
  /** After how many days an answer is overdue: 999 and 277CA in business days, 835 in calendar days; 0: not waited for. */
  readonly answerDays?: Readonly<Partial<Record<'999' | '277CA' | '835', number>>>;
  readonly timelyFilingDays?: number;
  readonly appealDays?: number;
  /** The contract's own levels of appeal in their order, each with its days from the notice; one of `appealDays` where none is stated. */
  readonly appealLevels?: readonly AppealLevelEntry[];
  /** How many files of claims it takes a minute; as many as there are where none is stated. */
  readonly submissionsPerMinute?: number;
  /** By correction handler, or `default`: what it may do with a denial that it can correct. */
  readonly autoCorrection?: Readonly<Record<string, CorrectionMode | undefined>>;
  /** How a payer that takes no replacements is asked to correct a decision; a reopening by default. */
  readonly correctionPath?: 'reopening' | 'appeal';
  /** Whether an appeal is filed with a packet alone; optional by default. A reopening never needs one. */
  readonly appealPacket?: 'required' | 'optional';
  readonly authorizationRequired?: boolean;
  readonly visitLimit?: number;
  readonly therapyModifier?: boolean;
  readonly assistantModifier?: boolean;
  readonly mppr?: boolean;
  readonly kx?: boolean;
  readonly sequestration?: boolean;
  readonly telehealthModifier?: string;
  readonly supervisingProviderRequired?: boolean;
  /** Rows of `PayerModifier` as stated; `ownRules` reads them. */
  readonly modifiers?: unknown;
  /** `out`: the practice has no contract with the payer. */
  readonly network?: unknown;
  readonly fees?: Readonly<Record<string, Cents>>;
  readonly percentOfMedicare?: number;
  readonly underpaymentTolerance?: UnderpaymentTolerance;
  /** Days from its identification within which an overpayment goes back, by the payer's contract; Medicare's are the law's. */
  readonly overpaymentReturnDays?: number;
}

export interface Submitter {
  readonly id: string;
  readonly qualifier?: string;
  readonly name: string;
  readonly contact: { readonly name: string; readonly phone: string };
}

export interface Receiver {
  readonly id: string;
  readonly qualifier?: string;
  readonly name: string;
}

/** Rows that a practice lays over the reference tables: by table, each row by column (docs/reference-data.md). */
export type PracticeReference = Readonly<
  Record<string, readonly Readonly<Record<string, string | number | boolean | null>>[]>
>;

/** A practice: who bills, to whom, at which charges (cents a unit). */
export interface PracticeProfile {
  readonly practiceId: string;
  readonly name: string;
  readonly npi: string;
  readonly entityType?: 'organization' | 'person';
  readonly firstName?: string;
  readonly lastName?: string;
  readonly taxId: string;
  readonly taxIdType?: 'EI' | 'SY';
  readonly taxonomy: string;
  readonly address: Address;
  readonly payTo?: Address;
  readonly timeZone?: string;
  readonly participating?: boolean;
  readonly usage?: 'T' | 'P';
  readonly submitter: Submitter;
  readonly receiver: Receiver;
  readonly locality?: string;
  readonly claimGrouping?: 'day' | 'week';
  /** False: an interchange that was refused for its envelope alone is sent again by a person, not by itself. */
  readonly resendRefusedEnvelopes?: boolean;
  readonly charges: Readonly<Record<string, Cents>>;
  readonly payers: readonly PayerEntry[];
  /** Rows of `PracticeRule` as stated; `ownRules` reads them. */
  readonly rules?: unknown;
  /** Rows of `SeverityOverride` as stated; `ownRules` reads them. */
  readonly severities?: unknown;
  readonly preBillReview?: PreBillReview;
  readonly alarms?: AlarmEntry;
  /** The most that a role may write off of one denial, in cents (`writeOffLimit`). */
  readonly writeOffLimits?: Readonly<Partial<Record<PersonRole, Cents>>>;
  readonly reference?: PracticeReference;
  readonly letterTemplates?: readonly LetterTemplate[];
}

/** A practice's own letter of appeal, for a payer, a level, both, or all. */
export interface LetterTemplate {
  readonly payerId?: string;
  readonly level?: string;
  /** A line is a line; `# ` begins a heading, `- ` an item, `{{name}}` is a placeholder. */
  readonly text: string;
}

/** When the alarms of a deadline ring: so many days before the day to work by, at a local hour of the practice. */
export interface AlarmEntry {
  readonly days?: readonly number[];
  /** 0 to 23. */
  readonly hour?: number;
}

/** Which share of the clean claims a person looks at before they go out. */
export interface PreBillReview {
  /** A decimal from 0 to 1, such as `0.05`. */
  readonly share: string;
  /** Another seed draws other claims. */
  readonly seed?: string;
}

/** The part of a practice that coding, pricing and scrubbing look at. */
export type PracticeTerms = Pick<
  PracticeProfile,
  'charges' | 'payers' | 'locality' | 'rules' | 'severities' | 'preBillReview'
>;

/** The zone of a practice that names none. */
const DEFAULT_TIME_ZONE = 'America/New_York';

/** What alarms ring by where the practice says nothing else. */
const ALARMS = { days: [30, 14, 7, 3, 1, 0], hour: 8 } as const;

/** A practice's alarms: days in falling order, hour and zone. */
export interface AlarmPlan {
  readonly days: readonly number[];
  readonly hour: number;
  readonly timeZone: string;
}

export function alarmPlanOf(practice: Pick<PracticeProfile, 'alarms' | 'timeZone'>): AlarmPlan {
  const { days = ALARMS.days, hour = ALARMS.hour } = practice.alarms ?? {};
  return { days: [...new Set(days)].sort((a, b) => b - a), hour, timeZone: timeZoneOf(practice) };
}

/** The zone whose calendar and clock a practice's days and deadlines follow. */
export function timeZoneOf(practice: Pick<PracticeProfile, 'timeZone'> | null | undefined): string {
  return practice?.timeZone ?? DEFAULT_TIME_ZONE;
}
