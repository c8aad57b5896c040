import { addDays, dayOfWeek, daysInMonth, isLocalDate, type LocalDate, yearOf } from '#libs/kernel/local-date.js';
import { type CsvRow, ReferenceDataError, readCsv } from './csv.js';
import { type EffectiveRow, period } from './effective-table.js';

/** Days on which the federal government, and so every contractor, works. */
export interface BusinessCalendar {
  isBusinessDay(date: LocalDate): boolean;
  /** The day itself, or the last business day before it. */
  onOrBefore(date: LocalDate): LocalDate;
  /** The day itself, or the next business day. */
  onOrAfter(date: LocalDate): LocalDate;
}

/** The day of a year on which a holiday falls, before it is moved off a weekend. */
type DayOfYear = (year: number) => LocalDate;

const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const SATURDAY = 6;
const SUNDAY = 7;

/** `07-04`: a fixed day; `01 3 MON`: the third Monday of January; `05 last MON`: the last of May. */
function dayOfYear(row: CsvRow): DayOfYear {
  const text = row.cell('rule');
  const fixed = /^\d{2}-\d{2}$/.exec(text);
  if (fixed && isLocalDate(`2000-${text}`)) return (year) => `${year}-${text}`;
  const nth = /^(0[1-9]|1[0-2]) ([1-4]|last) ([A-Z]{3})$/.exec(text);
  const weekday = WEEKDAYS.indexOf(nth?.[3] ?? '') + 1;
  if (!nth || weekday === 0) throw new ReferenceDataError(row.file, row.line, `unknown rule ${text}`);
  const month = nth[1] as string;
  if (nth[2] === 'last') {
    return (year) => {
      const last = `${year}-${month}-${daysInMonth(year, Number(month))}`;
      return addDays(last, -((dayOfWeek(last) - weekday + 7) % 7));
    };
  }
  const weeks = Number(nth[2]) - 1;
  return (year) => {
    const first = `${year}-${month}-01`;
    return addDays(first, ((weekday - dayOfWeek(first) + 7) % 7) + 7 * weeks);
  };
}

/** A holiday on a Saturday is observed the Friday before, on a Sunday the Monday after. */
function observed(date: LocalDate): LocalDate {
  const weekday = dayOfWeek(date);
  return weekday === SATURDAY ? addDays(date, -1) : weekday === SUNDAY ? addDays(date, 1) : date;
}

/** The business days that a table of holiday rules leaves. */
export function loadBusinessCalendar(file: string, text: string): BusinessCalendar {
  const rules: EffectiveRow<DayOfYear>[] = readCsv(file, text).map((row) => ({
    ...period(row),
    value: dayOfYear(row),
  }));
  const years = new Map<number, ReadonlySet<LocalDate>>();
  const holidaysOf = (year: number) => {
    let days = years.get(year);
    if (!days) {
      // New Year's Day of the next year may be observed on the last day of this one.
      days = new Set(
        [year, year + 1].flatMap((one) =>
          rules
            .map((rule) => ({ rule, date: rule.value(one) }))
            .filter(({ rule, date }) => rule.from <= date && (rule.to === undefined || date <= rule.to))
            .map(({ date }) => observed(date)),
        ),
      );
      years.set(year, days);
    }
    return days;
  };
  const isBusinessDay = (date: LocalDate) => dayOfWeek(date) < SATURDAY && !holidaysOf(yearOf(date)).has(date);
  const seek = (date: LocalDate, step: 1 | -1) => {
    let day = date;
    // No calendar goes beyond the year 9999, in which dates that mean "never" lie.
    while (isLocalDate(day) && !isBusinessDay(day)) day = addDays(day, step);
    return day;
  };
  return { isBusinessDay, onOrBefore: (date) => seek(date, -1), onOrAfter: (date) => seek(date, 1) };
}
