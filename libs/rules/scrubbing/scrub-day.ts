import type { LocalDate } from '#libs/kernel/local-date.js';
import type { PricedSession } from '../coded-session.js';
import type { CodedDay } from '../coding/code-day.js';
import type { PracticeTerms } from '../practice.js';
import { applyPracticeRules } from '../practice-rules/apply-rules.js';
import { profileFindings } from '../practice-rules/profile-findings.js';
import type { LedgerBalances } from '../pricing/ledger.js';
import { type PricedDay, priceDay } from '../pricing/price-day.js';
import type { Reference } from '../reference/reference.js';
import type { Session } from '../session.js';
import type { EligibilityAnswer } from './edit.js';
import { scrubSession } from './scrub-session.js';
import type { VisitHistory } from './visit-history.js';

/** A coded day that is to be billed: everything that pricing needs, and what elapsed time and visits are judged by. */
export interface DayToScrub {
  readonly sessions: readonly Session[];
  readonly day: CodedDay;
  readonly practice?: PracticeTerms & { readonly practiceId?: string };
  readonly reference: Reference;
  readonly locality?: string;
  readonly balances: LedgerBalances;
  readonly asOf: LocalDate;
  /** Counts the day's visits in where the day is not held. */
  readonly visits: VisitHistory;
  /** What the payer answered last about the coverage; absent where nobody asked. */
  readonly eligibility?: EligibilityAnswer;
}

/** Scrubs and prices a day as `scrub` and `claim` do: the whole catalogue runs, and one held session holds its whole day. */
export function scrubDay(input: DayToScrub): PricedDay {
  const { sessions, practice, reference, asOf, visits, eligibility } = input;
  const { day, findings } = applyPracticeRules(sessions, input.day, practice);
  const invalid = profileFindings(practice);
  const { payer, sessions: coded } = day;
  const scrubbed = sessions.map((session, place) => {
    const own = coded[place] as (typeof coded)[number];
    const edited = scrubSession({
      session,
      coded: own,
      sessions,
      day,
      ...(practice && { practice }),
      payer,
      reference,
      asOf,
      visits,
      ...(eligibility && { eligibility }),
    });
    return [...edited, ...(findings[place] ?? []), ...invalid];
  });
  const { locality, balances } = input;
  const priced = priceDay({
    sessions,
    day,
    ...(practice && { practice }),
    reference,
    ...(locality !== undefined && { locality }),
    balances,
    scrubbed,
    forBilling: true,
  });
  sessions.forEach((session, place) => {
    countVisit(session, priced.sessions[place] as PricedSession, input);
  });
  return priced;
}

/** What later days are judged by: every treatment day; visits and lines of what goes out. */
function countVisit(
  session: Session,
  priced: PricedSession,
  { day: { payer }, visits, eligibility }: DayToScrub,
): void {
  if (payer.kind === 'MEDICARE_B') visits.countTreated(session, session.progressReportOn);
  if (priced.held) return;
  if (session.authorization) visits.countAuthorized({ ...session, authorization: session.authorization });
  if (payer.visitLimit !== undefined || eligibility?.visitsLeft !== undefined)
    visits.countLimited(session, payer.payerId);
  visits.remember({
    practiceId: session.practiceId,
    patient: { patientId: session.patient.patientId },
    dateOfService: session.dateOfService,
    discipline: session.discipline,
    sessionId: session.sessionId,
    payerId: payer.payerId,
    codes: priced.lines.map((line) => line.code),
  });
}
