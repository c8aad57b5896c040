/** A calendar day `YYYY-MM-DD` without time or zone. Strings compare in calendar order. */
export type LocalDate = string;

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a real calendar day written `YYYY-MM-DD` (2026-02-30 is not one). */
export function isLocalDate(text: unknown): text is LocalDate {
  if (typeof text !== 'string') return false;
  const match = FORM.exec(text);
  if (!match) return false;
  const month = Number(match[2]);
  const day = Number(match[3]);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(Number(match[1]), month);
}

/** Asserts a calendar day; a bug, not bad input, where it is not one. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a calendar day: ${text}`);
  return text;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The last day of the calendar month that a day falls into. */
export function lastDayOfMonth(date: LocalDate): LocalDate {
  const days = daysInMonth(yearOf(date), Number(date.slice(5, 7)));
  return `${date.slice(0, 8)}${String(days).padStart(2, '0')}`;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** Days of a year before the first of each month, counted from March 1: the leap day is a year's last. */
const BEFORE_MONTH = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275] as const;
const DAYS_OF_400_YEARS = 146_097;
/** From 0000-03-01 to 1970-01-01. */
const EPOCH = 719_468;

/** Days since 1970-01-01. */
export function toEpochDay(date: LocalDate): number {
  const month = Number(date.slice(5, 7));
  const year = month > 2 ? yearOf(date) : yearOf(date) - 1;
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + (BEFORE_MONTH[month - 1] as number) + Number(date.slice(8)) - 1 - EPOCH;
}

export function fromEpochDay(epochDay: number): LocalDate {
  const day = epochDay + EPOCH;
  const cycle = Math.floor(day / DAYS_OF_400_YEARS);
  const dayOfCycle = day - cycle * DAYS_OF_400_YEARS;
  // Each term takes the leap days out again: one in 4 years, not in 100, but in 400.
  const yearOfCycle = Math.floor(
    (dayOfCycle - Math.floor(dayOfCycle / 1460) + Math.floor(dayOfCycle / 36_524) - Math.floor(dayOfCycle / 146_096)) /
      365,
  );
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = cycle * 400 + yearOfCycle + (month > 2 ? 0 : 1);
  return written(year, month, dayOfYear - (BEFORE_MONTH[month - 1] as number) + 1);
}

function written(year: number, month: number, day: number): LocalDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromEpochDay(toEpochDay(date) + days);
}

/** The same day `years` later; February 29 becomes February 28 where that year has none. */
export function addYears(date: LocalDate, years: number): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const target = year + years;
  return written(target, month, Math.min(day, daysInMonth(target, month)));
}

/** Whole days from one date to another; negative where `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toEpochDay(to) - toEpochDay(from);
}

/** Day of the week, Monday 1 to Sunday 7. */
export function dayOfWeek(date: LocalDate): number {
  return ((((toEpochDay(date) + 3) % 7) + 7) % 7) + 1;
}
