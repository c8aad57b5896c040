import type { LocalDate } from '#libs/kernel/local-date.js';
import type { CodedDay } from '../coding/code-day.js';
import type { PracticeTerms } from '../practice.js';
import type { LedgerBalances } from '../pricing/ledger.js';
import { type PricedDay, priceDay } from '../pricing/price-day.js';
import type { Reference } from '../reference/reference.js';
import type { Session } from '../session.js';
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
}

/** Scrubs and prices a day as `scrub` and `claim` do: the whole catalogue runs, and one held session holds its whole day. */
export function scrubDay(input: DayToScrub): PricedDay {
  const { sessions, day, practice, reference, asOf, visits } = input;
  const { payer, sessions: coded } = day;
  const scrubbed = sessions.map((session, place) => {
    const own = coded[place] as (typeof coded)[number];
    return scrubSession({
      session,
      coded: own,
      day: coded,
      ...(practice && { practice }),
      payer,
      reference,
      asOf,
      visits,
    });
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
    if (!priced.sessions[place]?.held) visits.add(session);
  });
  return priced;
}
