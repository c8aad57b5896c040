import type { LocalDate } from '#libs/kernel/local-date.js';
import type { CodedSession } from '../coded-session.js';
import type { CodedDay } from '../coding/code-day.js';
import type { Correction } from '../correction.js';
import type { Severity } from '../finding.js';
import type { PayerProfile } from '../payer-profile.js';
import type { PayerKind, PracticeTerms } from '../practice.js';
import type { Reference } from '../reference/reference.js';
import type { Session } from '../session.js';
import type { VisitHistory } from './visit-history.js';

/** What a payer answered when it was asked about the patient's coverage. */
export interface EligibilityAnswer {
  readonly asOf: LocalDate;
  readonly active?: boolean;
  readonly visitsLeft?: number;
}

/** What an edit looks at: the session as recorded and as coded, its day, and what stands around it. */
export interface EditContext {
  readonly session: Session;
  readonly coded: CodedSession;
  /** All sessions of the day as recorded, and what coding made of them, in the same order. */
  readonly sessions: readonly Session[];
  readonly day: CodedDay;
  readonly practice?: PracticeTerms & { readonly practiceId?: string };
  readonly payer: PayerProfile;
  readonly reference: Reference;
  /** What "today" is for edits about elapsed time. */
  readonly asOf: LocalDate;
  readonly visits: VisitHistory;
  /** The payer's newest answer about the coverage; absent where nobody asked. */
  readonly eligibility?: EligibilityAnswer;
}

/** What an edit found; `severity` where it is not the edit's own, `correction` where a machine can mend the record. */
export interface Problem {
  readonly message: string;
  readonly procedure?: number;
  readonly fix?: string;
  readonly correction?: Correction;
  readonly severity?: Severity;
}

/** How grave: one for all payers, or by kind; a kind that is not named is not checked. */
export type EditSeverity = Severity | Readonly<Partial<Record<PayerKind, Severity>>>;

/** One rule of the scrubber: what it checks, how grave that is, where it comes from. */
export interface Edit {
  readonly id: string;
  readonly means: string;
  readonly source: string;
  readonly severity: EditSeverity;
  /** What its corrections do, for `docs/edits.md`; absent where only a person can mend the record. */
  readonly corrects?: string;
  check(context: EditContext): readonly Problem[];
}

/** What most edits find in most sessions; shared, so that a clean session costs nothing. */
export const NOTHING: readonly Problem[] = [];

/** The severity of an edit at a kind of payer; undefined where it does not apply there. */
export function severityAt(edit: Pick<Edit, 'severity'>, kind: PayerKind): Severity | undefined {
  return typeof edit.severity === 'string' ? edit.severity : edit.severity[kind];
}

export const MEDICARE_B_ERROR: EditSeverity = { MEDICARE_B: 'error' };
export const MEDICARE_B_WARNING: EditSeverity = { MEDICARE_B: 'warning' };
