import type { LocalDate } from '#libs/kernel/local-date.js';
import { monthOf } from '#libs/rules/coding/monitoring/management-month.js';
import { covers, type DayRecord, type LedgerState } from '../patient-ledger/state.js';

/** Days that something put on file may concern; what is left out is not looked at. */
export interface DaysConcerned {
  readonly payerId?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  /** Only days with remote monitoring other than this one, which changed: what another day carries may be theirs, or no longer theirs. */
  readonly monitoredBeside?: LocalDate;
}

/** A day that may be coded again, with a session that it is coded by. */
export interface OpenDay {
  readonly payerId: string;
  readonly dateOfService: LocalDate;
  readonly sessionId: string;
  /** True where one of its sessions is held. */
  readonly held: boolean;
  readonly claimIds: readonly string[];
}

function openDay({ payerId, dateOfService, sessions, claims }: DayRecord): OpenDay[] {
  const held = sessions.find((session) => session.held);
  const first = held ?? sessions[0];
  if (!first) return [];
  const claimIds = claims.map(({ claimId }) => claimId);
  return [{ payerId, dateOfService, sessionId: first.sessionId, held: held !== undefined, claimIds }];
}

/** A day that earned nothing can only earn what is its month's; one that is held or drafted may hang on any other. */
function isMonitoredBeside({ dateOfService, monitoring, sessions, claims }: DayRecord, changed: LocalDate): boolean {
  if (!monitoring || dateOfService === changed) return false;
  const mayChange = claims.length > 0 || sessions.some((session) => session.held);
  return mayChange || monthOf(dateOfService) === monthOf(changed);
}

/**
 * The days of a year, in calendar order, that a fact may free or change: held ones, and of the others those that it covers. Whether a claim
 * of theirs is sent already the day book does not know.
 */
export function daysToLookAt(ledger: LedgerState, concerned: DaysConcerned): readonly OpenDay[] {
  const { payerId, monitoredBeside, ...span } = concerned;
  return Object.values(ledger.days)
    .filter((day) => payerId === undefined || day.payerId === payerId)
    .filter((day) => covers(span, day.dateOfService))
    .filter((day) => monitoredBeside === undefined || isMonitoredBeside(day, monitoredBeside))
    .flatMap(openDay)
    .sort((a, b) => (a.dateOfService < b.dateOfService ? -1 : 1));
}
