import { fromEpochDay, type LocalDate, toEpochDay } from './local-date.js';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** True for an IANA zone name that this Node knows (`America/New_York`). */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

function wallClock(instant: Date, timeZone: string): { date: LocalDate; seconds: number } {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    seconds: Number(parts.hour) * 3600 + Number(parts.minute) * 60 + Number(parts.second),
  };
}

/** The calendar day that a zone shows at an instant. */
export function localDateAt(instant: Date, timeZone: string): LocalDate {
  return wallClock(instant, timeZone).date;
}

/**
 * The instant at which a zone's clock shows `hour`:`minute` on a day. An hour that daylight saving skips gives the instant right after
 * the gap; an hour that occurs twice gives the first.
 */
export function instantOf(date: LocalDate, hour: number, minute: number, timeZone: string): Date {
  const wanted = toEpochDay(date) * 86_400 + hour * 3600 + minute * 60;
  const shown = (instant: Date) => {
    const clock = wallClock(instant, timeZone);
    return toEpochDay(clock.date) * 86_400 + clock.seconds;
  };
  const asUtc = new Date(wanted * 1000);
  const offsets = [-86_400_000, 86_400_000].map((shift) => {
    const near = new Date(asUtc.getTime() + shift);
    return shown(near) - near.getTime() / 1000;
  });
  const candidates = [...new Set(offsets)]
    .map((offset) => new Date((wanted - offset) * 1000))
    .sort((a, b) => a.getTime() - b.getTime());
  return candidates.find((candidate) => shown(candidate) === wanted) ?? (candidates.at(-1) as Date);
}

/** A zone's calendar day some days after the one it shows at an instant. */
export function localDateAfter(instant: Date, days: number, timeZone: string): LocalDate {
  return fromEpochDay(toEpochDay(localDateAt(instant, timeZone)) + days);
}
