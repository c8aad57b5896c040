import { finding } from '../rule-catalogue.js';
import { minutesOf } from '../session.js';
import type { DayFindings } from './day-findings.js';
import { MINUTES_OF_A_DAY } from './time-of-day.js';
import type { CodableProcedure } from './treatment.js';

/** A patient's one-on-one services of a day follow each other: together they cannot last longer than the day. An error in each session that has one. */
export function checkDayLength(codable: readonly CodableProcedure[], found: DayFindings): void {
  const oneOnOne = codable.filter(({ entry }) => entry.oneOnOne);
  let minutes = 0;
  for (const { part } of oneOnOne) minutes += minutesOf(part.record);
  if (minutes <= MINUTES_OF_A_DAY) return;
  const message = `one-on-one services of the day add up to ${minutes} minutes; a day has ${MINUTES_OF_A_DAY}`;
  for (const session of new Set(oneOnOne.map(({ part }) => part.session)))
    found.add(session, finding('time.impossible', message));
}
