import type { CodedDay } from '../coding/code-day.js';
import type { Finding } from '../finding.js';
import type { PracticeTerms } from '../practice.js';
import type { Reference } from '../reference/reference.js';
import type { Session } from '../session.js';
import type { LedgerBalances } from './ledger.js';

/** A coded day with what its price depends on beyond the day: the place, and where the patient's year stands. */
export interface DayToPrice {
  readonly sessions: readonly Session[];
  readonly day: CodedDay;
  readonly practice?: PracticeTerms;
  readonly reference: Reference;
  /** `national` or `MAC-LOCALITY`; absent: the practice's own. */
  readonly locality?: string;
  readonly balances: LedgerBalances;
  /** Findings of the scrubber by session, known before the price; their errors hold as well. */
  readonly scrubbed?: readonly (readonly Finding[])[];
  /** True in `scrub` and `claim`: what may be open in a preview is an error, and one held session holds the whole day. */
  readonly forBilling?: boolean;
}
