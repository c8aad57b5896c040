import { addDays, daysBetween, type LocalDate } from '#libs/kernel/local-date.js';
import type { CatalogueCode } from '../../reference/code-catalogue.js';
import type { Reference } from '../../reference/reference.js';
import { type MonitoringEntry, monitoringClock } from './monitoring-entry.js';

/** A device is billed once in so many days. */
const PERIOD_DAYS = 30;

/** The first day of an entry's period; where nobody said it, the day of the session stands for it. */
export function periodStartOf(entry: MonitoringEntry): LocalDate {
  return entry.periodStart ?? entry.dateOfService;
}

export function periodInWords(start: LocalDate): string {
  return `the 30 days from ${start} to ${addDays(start, PERIOD_DAYS - 1)}`;
}

/** True where the days with data are as many as the code stands for. */
export function daysFit(days: number | undefined, code: CatalogueCode): boolean {
  return days !== undefined && code.days !== undefined && days >= code.days.from && days <= code.days.to;
}

/** The code of the same system for a number of days, where there is one on the date. */
export function codeForDays(
  days: number,
  system: string | undefined,
  on: LocalDate,
  codes: Reference['codes'],
): CatalogueCode | undefined {
  return [...codes.values()].find(
    (code) => code.days !== undefined && code.system === system && code.from <= on && daysFit(days, code),
  );
}

/**
 * The entry that bills the 30 days into which an entry falls: of one body system, the first whose days fit its code and that lies 30 days
 * or more from every one billed before it.
 */
export function billedFor(
  entry: MonitoringEntry,
  system: string | undefined,
  entries: readonly MonitoringEntry[],
  codes: Reference['codes'],
): MonitoringEntry | undefined {
  const billed: MonitoringEntry[] = [];
  for (const one of entries) {
    const code = codes.get(one.code);
    if (!code || monitoringClock(code) !== 'device' || code.system !== system || !daysFit(one.daysWithData, code))
      continue;
    if (!billed.some((other) => inOnePeriod(one, other))) billed.push(one);
  }
  return billed.find((one) => inOnePeriod(one, entry));
}

function inOnePeriod(a: MonitoringEntry, b: MonitoringEntry): boolean {
  return Math.abs(daysBetween(periodStartOf(a), periodStartOf(b))) < PERIOD_DAYS;
}
