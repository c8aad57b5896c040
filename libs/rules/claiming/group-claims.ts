import type { LocalDate } from '#libs/kernel/local-date.js';
import type { PricedLine, PricedSession } from '../coded-session.js';
import type { Session } from '../session.js';
import { renumberPointers, uniteDiagnoses } from './claim-diagnoses.js';
import { type ClaimGrouping, claimKey } from './claim-key.js';
import { fitOneClaim } from './claim-limits.js';

/** A session that may be billed, with its lines. */
export interface BillableSession {
  readonly session: Session;
  readonly result: Pick<PricedSession, 'lines'>;
}

/** A line on its claim: numbered anew, its pointers into the claim's diagnoses. */
export interface GroupedLine extends PricedLine {
  readonly sessionId: string;
  readonly dateOfService: LocalDate;
}

/** Sessions that go out on one claim; all agree in patient, payer, discipline, providers, place of service and authorization. */
export interface GroupedClaim {
  readonly sessions: readonly Session[];
  readonly diagnoses: readonly string[];
  readonly lines: readonly GroupedLine[];
}

function fits(sessions: readonly BillableSession[]): boolean {
  return fitOneClaim(sessions.map(({ session, result }) => ({ lines: result.lines, diagnoses: session.diagnoses })));
}

/** Days of one group put together as long as they fit on a claim; a day stays whole. */
function fillClaims(sessions: readonly BillableSession[]): BillableSession[][] {
  const days = new Map<LocalDate, BillableSession[]>();
  for (const one of sessions) {
    const day = days.get(one.session.dateOfService);
    if (day) day.push(one);
    else days.set(one.session.dateOfService, [one]);
  }
  const claims: BillableSession[][] = [];
  for (const day of days.values()) {
    const open = claims.at(-1);
    if (open && fits([...open, ...day])) open.push(...day);
    else claims.push([...day]);
  }
  return claims;
}

function groupedClaim(members: readonly BillableSession[]): GroupedClaim {
  const sessions = members.map((one) => one.session);
  const diagnoses = uniteDiagnoses(sessions.map((session) => session.diagnoses));
  const lines = members.flatMap(({ session, result }) =>
    result.lines.map((line) => ({
      ...line,
      diagnosisPointers: renumberPointers(line.diagnosisPointers, session.diagnoses, diagnoses),
      sessionId: session.sessionId,
      dateOfService: session.dateOfService,
    })),
  );
  return { sessions, diagnoses, lines: lines.map((line, index) => ({ ...line, line: index + 1 })) };
}

/** Puts billable sessions on claims. A session without lines gives none; a day is never split over claims of one group. */
export function groupClaims(sessions: readonly BillableSession[], grouping: ClaimGrouping = 'day'): GroupedClaim[] {
  const groups = new Map<string, BillableSession[]>();
  for (const one of sessions) {
    if (one.result.lines.length === 0) continue;
    const key = claimKey(one.session, grouping);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group) => fillClaims(group).map(groupedClaim));
}
