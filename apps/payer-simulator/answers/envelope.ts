import { createHash } from 'node:crypto';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { instantOf, localDateAt } from '#libs/kernel/time-zone.js';
import type { ControlNumbers, FileTime } from '#libs/x12/claim.js';
import type { Parties } from '../journal/entries.js';

/** Control numbers made of a file's name: the same on every run, so that the same inputs give the same files. */
function numbersOf(fileName: string): ControlNumbers {
  const interchange = (createHash('sha256').update(fileName).digest().readUInt32BE(0) % 999_999_999) + 1;
  return { interchange, group: interchange, transaction: '0001' };
}

/** Answers leave the payer's office in the early morning. */
const MORNING_HOUR = 6;

/** When a day's answers leave. */
export function morningOf(day: LocalDate, timeZone: string): Date {
  return instantOf(day, MORNING_HOUR, 0, timeZone);
}

export function fileTime(instant: Date, timeZone: string): FileTime {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return { date: localDateAt(instant, timeZone), time: time.format(instant) };
}

/** The envelope of a file from the payer to the practice. */
export function envelopeOf(fileName: string, { payerId, practiceId, usage }: Parties, time: FileTime) {
  return {
    sender: { id: payerId },
    receiver: { id: practiceId },
    controlNumbers: numbersOf(fileName),
    time,
    usage,
  } as const;
}
