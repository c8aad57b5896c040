import type { LocalDate } from '#libs/kernel/local-date.js';
import type { CodedSession } from '../coded-session.js';
import type { Severity } from '../finding.js';
import type { PayerProfile } from '../payer-profile.js';
import type { PayerKind, PracticeTerms } from '../practice.js';
import type { Reference } from '../reference/reference.js';
import type { Session } from '../session.js';
import type { VisitHistory } from './visit-history.js';

/** What an edit looks at: the session as recorded and as coded, its day, and what stands around it. */
export interface EditContext {
  readonly session: Session;
  readonly coded: CodedSession;
  /** All coded sessions of the day. */
  readonly day: readonly CodedSession[];
  readonly practice?: PracticeTerms & { readonly practiceId?: string };
  readonly payer: PayerProfile;
  readonly reference: Reference;
  /** What "today" is for edits about elapsed time. */
  readonly asOf: LocalDate;
  readonly visits: VisitHistory;
}

/** What an edit found; `severity` where it is not the edit's own. */
export interface Problem {
  readonly message: string;
  readonly procedure?: number;
  readonly fix?: string;
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
  check(context: EditContext): Iterable<Problem>;
}

/** The severity of an edit at a kind of payer; undefined where it does not apply there. */
export function severityAt(edit: Pick<Edit, 'severity'>, kind: PayerKind): Severity | undefined {
  return typeof edit.severity === 'string' ? edit.severity : edit.severity[kind];
}

export const MEDICARE_B_ERROR: EditSeverity = { MEDICARE_B: 'error' };
