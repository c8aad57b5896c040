import type { ChargeLine } from '#libs/contracts/events/shapes.js';
import { UNPROCESSABLE } from '#libs/contracts/remark-codes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { PayerProfile } from '#libs/rules/payer-profile.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import type { Session } from '#libs/rules/session.js';
import { type ClaimState, newestSubmission, type Submission, submissionOf } from '../../claim/state.js';
import type { ClassificationRules } from '../../denial-case/classification-rules.js';
import type { DenialState, OpenedCase } from '../../denial-case/state.js';
import type { LedgerState } from '../../patient-ledger/state.js';
import type { SessionState } from '../../session/state.js';

/** A payer took a submission into adjudication (277CA), on that local day of the practice. */
export interface Acceptance {
  readonly submissionNumber: number;
  readonly on: LocalDate;
}

/** All that the correction of a denial depends on, as it is recorded now. */
export interface CorrectionFacts {
  readonly denial: DenialState;
  readonly claim: ClaimState;
  /** The patient's year of the claim's first day. */
  readonly ledger: LedgerState;
  /** The sessions of the claim's days, in the order in which they were recorded. */
  readonly sessions: readonly SessionState[];
  /** Other claims of the patient at this payer with a day of this one. */
  readonly siblings: readonly ClaimState[];
  readonly acceptances: readonly Acceptance[];
  /** Until when a claim of these days reaches the payer in time; null where nobody knows. */
  readonly timelyUntil: LocalDate | null;
  /** An appeal about the claim is filed and not decided, in this case or in another of the claim. */
  readonly appealPending: boolean;
  readonly payer: PayerProfile;
  readonly practice: PracticeProfile;
  readonly reference: Reference;
  /** The rows of classification in force. */
  readonly rules: ClassificationRules;
  /** Business clock. */
  readonly now: Date;
}

/** The case as it was opened; a bug where it never was. */
export function openedOf({ denial }: CorrectionFacts): OpenedCase {
  if (!denial.opened) throw new Error('a correction is looked for in a case that was never opened');
  return denial.opened;
}

/** The submission that was denied; undefined where the claim was never sent. */
export function deniedSubmission(facts: CorrectionFacts): Submission | undefined {
  return submissionOf(facts.claim, openedOf(facts).submissionNumber) ?? newestSubmission(facts.claim);
}

/** The lines that were sent last: all of them are sent again with a replacement. */
export function sentLines({ claim }: Pick<CorrectionFacts, 'claim'>): readonly ChargeLine[] {
  return newestSubmission(claim)?.lines ?? claim.lines;
}

/** True for a line that the case is about: named by it, or any where the whole claim was denied. */
export function isDenied(facts: CorrectionFacts, line: number): boolean {
  return openedOf(facts).lines.some((denied) => denied.line === undefined || denied.line === line);
}

/** No determination was made of it (MA130): it is sent anew, with frequency 1. */
export function isUnprocessable(facts: CorrectionFacts): boolean {
  return openedOf(facts).lines.some(({ remarks }) => remarks.includes(UNPROCESSABLE));
}

/** The records behind the claim as they are now, without those that were taken back. */
export function recordsOf({ sessions }: Pick<CorrectionFacts, 'sessions'>): readonly (SessionState & {
  readonly session: Session;
})[] {
  return sessions.filter(
    (state): state is SessionState & { session: Session } => !state.voided && state.session !== null,
  );
}
