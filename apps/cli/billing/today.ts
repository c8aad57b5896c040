import type { LocalDate } from '#libs/kernel/local-date.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { type PracticeProfile, timeZoneOf } from '#libs/rules/practice.js';

/** Today in the practice's zone. */
export function today(practice: PracticeProfile | undefined): LocalDate {
  return localDateAt(new Date(), timeZoneOf(practice));
}
