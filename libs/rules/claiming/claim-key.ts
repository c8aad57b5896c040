import { addDays, dayOfWeek, type LocalDate, yearOf } from '#libs/kernel/local-date.js';
import { firstCoverage, type Session } from '../session.js';

/** How a practice bills where its sessions name no group of their own. */
export type ClaimGrouping = 'day' | 'week';

const SUNDAY = 7;

/** True where a claim of this session may hold other days too. */
export function maySpanDays(session: Session, grouping: ClaimGrouping): boolean {
  return session.claimGroup !== undefined || grouping === 'week';
}

/** The Sunday that a weekly claim collects days until; undefined for a claim of one day and for a group that the EHR named. */
export function lastDayOfSpan(session: Session, grouping: ClaimGrouping): LocalDate | undefined {
  if (session.claimGroup !== undefined || grouping === 'day') return undefined;
  return addDays(session.dateOfService, SUNDAY - dayOfWeek(session.dateOfService));
}

/** What may span days: the sessions' own group, the week where the practice bills by week, else the day alone. */
function spanOf(session: Session, grouping: ClaimGrouping): string {
  if (session.claimGroup !== undefined) return `group ${session.claimGroup}`;
  const sunday = lastDayOfSpan(session, grouping);
  return sunday === undefined ? `day ${session.dateOfService}` : `week to ${sunday}`;
}

/**
 * What the sessions of one claim have in common (contracts "A claim"). The year is part of it: threshold, deductible and the patient's
 * ledger begin anew with it.
 */
export function claimKey(session: Session, grouping: ClaimGrouping): string {
  return JSON.stringify([
    session.practiceId,
    session.patient.patientId,
    firstCoverage(session).payerId,
    session.discipline,
    session.renderingProvider.npi,
    session.referringProvider?.npi,
    session.placeOfService,
    session.authorization?.number,
    yearOf(session.dateOfService),
    spanOf(session, grouping),
  ]);
}
