import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import { instantOf, localDateAt } from '#libs/kernel/time-zone.js';
import type { PayerProfile } from '../payer-profile.js';
import type { BusinessCalendar } from '../reference/business-calendar.js';

/** Answers that a payer owes to a submission, in the order in which they come. */
const AWAITED = ['999', '277CA', '835'] as const;
type Awaited = (typeof AWAITED)[number];

/** An answer, and the instant (ISO 8601) from which it is overdue. */
export interface AnswerDue {
  readonly awaited: Awaited;
  readonly dueAt: string;
}

/** The submission that is waited for. */
export interface SentSubmission {
  readonly at: Date;
  readonly payer: Pick<PayerProfile, 'kind' | 'answerDays'>;
  readonly timeZone: string;
  /** Which answers come at all: of a claim that the payer before sent on, the 835 alone. */
  readonly awaited?: readonly Awaited[];
}

/** Business days for acknowledgements (convention of this project), calendar days for a decision: Medicare pays clean claims within 30. */
function usualDays({ kind, answerDays = {} }: SentSubmission['payer']): Readonly<Record<Awaited, number>> {
  return { '999': 2, '277CA': 5, '835': kind === 'MEDICARE_B' ? 30 : 45, ...answerDays };
}

function lastDay(awaited: Awaited, from: LocalDate, days: number, calendar: BusinessCalendar): LocalDate {
  if (awaited === '835') return addDays(from, days);
  let day = from;
  for (let passed = 0; passed < days; passed += 1) day = calendar.onOrAfter(addDays(day, 1));
  return day;
}

/**
 * From when on each answer to a submission is overdue: the begin of the day after the payer's usual last one, at the practice. An answer for
 * which the payer's entry says 0 days is not waited for.
 */
export function answersDue(
  { at, payer, timeZone, awaited = AWAITED }: SentSubmission,
  calendar: BusinessCalendar,
): readonly AnswerDue[] {
  const days = usualDays(payer);
  const sentOn = localDateAt(at, timeZone);
  return awaited
    .filter((answer) => days[answer] > 0)
    .map((answer) => {
      const overdueOn = addDays(lastDay(answer, sentOn, days[answer], calendar), 1);
      return { awaited: answer, dueAt: instantOf(overdueOn, 0, 0, timeZone).toISOString() };
    });
}
