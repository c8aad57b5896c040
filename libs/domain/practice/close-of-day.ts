import { addDays, type LocalDate, lastDayOfMonth } from '#libs/kernel/local-date.js';
import { instantOf, localDateAt } from '#libs/kernel/time-zone.js';

/** The practice-local hour at which a day's drafts go out. */
const CLOSING_HOUR = 20;

/** The close of the business day that an instant falls into; what comes after a day's close belongs to the next. */
export function closeOfDay(instant: Date, timeZone: string): Date {
  const day = localDateAt(instant, timeZone);
  const close = instantOf(day, CLOSING_HOUR, 0, timeZone);
  return instant.getTime() <= close.getTime() ? close : instantOf(addDays(day, 1), CLOSING_HOUR, 0, timeZone);
}

/**
 * When a claim goes out that was coded at an instant: at the close of that day, or, where it collects days until a later one, at that one's
 * close.
 */
export function closeOfClaim(codedAt: Date, collectsUntil: LocalDate | undefined, timeZone: string): Date {
  const close = closeOfDay(codedAt, timeZone);
  if (collectsUntil === undefined) return close;
  const last = instantOf(collectsUntil, CLOSING_HOUR, 0, timeZone);
  return last.getTime() > close.getTime() ? last : close;
}

/** The instant at which a day begins at the practice. */
export function beginOfDay(day: LocalDate, timeZone: string): Date {
  return instantOf(day, 0, 0, timeZone);
}

/** The close of the last day of a day's calendar month: the month is over for what counts by month. */
export function closeOfMonth(day: LocalDate, timeZone: string): Date {
  return instantOf(lastDayOfMonth(day), CLOSING_HOUR, 0, timeZone);
}
