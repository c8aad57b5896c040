import { Ledgers } from '#apps/cli/billing/ledgers.js';
import type { PricedSession } from '#libs/rules/coded-session.js';
import { type CodedDay, codeDay } from '#libs/rules/coding/code-day.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { priceDay } from '#libs/rules/pricing/price-day.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { scrubDay } from '#libs/rules/scrubbing/scrub-day.js';
import { VisitHistory } from '#libs/rules/scrubbing/visit-history.js';
import type { Session } from '#libs/rules/session.js';

/** Days with what they are billed by. */
export interface DaysToBill {
  readonly days: readonly (readonly Session[])[];
  readonly practice: PracticeProfile;
  readonly reference: Reference;
}

/** "Today" of edits about elapsed time: soon after the last session. */
const AS_OF = '2026-09-30';

export function codeDays({ days, practice, reference }: DaysToBill): CodedDay[] {
  return days.map((sessions) => codeDay({ sessions, practice, reference }));
}

/** Prices days that are coded. */
export function priceDays({ days, practice, reference }: DaysToBill, coded: readonly CodedDay[]): PricedSession[] {
  const ledgers = new Ledgers(0, 0);
  return days.flatMap((sessions, index) => {
    const [first] = sessions as [Session];
    const day = coded[index] as CodedDay;
    const priced = priceDay({ sessions, day, practice, reference, balances: ledgers.of(first) });
    ledgers.set(first, priced.balances);
    return [...priced.sessions];
  });
}

/** Prices and scrubs days that are coded; days that are not are coded first, as `claimstream scrub` does. */
export function billDays({ days, practice, reference }: DaysToBill, coded?: readonly CodedDay[]): PricedSession[] {
  const ledgers = new Ledgers(0, 0);
  const visits = new VisitHistory();
  return days.flatMap((sessions, index) => {
    const [first] = sessions as [Session];
    const day = coded?.[index] ?? codeDay({ sessions, practice, reference });
    const balances = ledgers.of(first);
    const billed = scrubDay({ sessions, day, practice, reference, balances, asOf: AS_OF, visits });
    ledgers.set(first, billed.balances);
    return [...billed.sessions];
  });
}
