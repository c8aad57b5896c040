import { addDays, dayOfWeek, type LocalDate } from '#libs/kernel/local-date.js';
import type { PricedLine, PricedSession } from '../coded-session.js';
import { firstCoverage, type Session } from '../session.js';

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

const MOST_LINES = 50;
const MOST_DIAGNOSES = 12;

/** What may span days: the sessions' own group, the week where the practice bills by week, else the day alone. */
function spanOf(session: Session, grouping: 'day' | 'week'): string {
  if (session.claimGroup !== undefined) return `group ${session.claimGroup}`;
  const { dateOfService } = session;
  return grouping === 'week' ? `week ${addDays(dateOfService, 1 - dayOfWeek(dateOfService))}` : `day ${dateOfService}`;
}

function claimKey(session: Session, grouping: 'day' | 'week'): string {
  return JSON.stringify([
    session.practiceId,
    session.patient.patientId,
    firstCoverage(session).payerId,
    session.discipline,
    session.renderingProvider.npi,
    session.referringProvider?.npi,
    session.placeOfService,
    session.authorization?.number,
    spanOf(session, grouping),
  ]);
}

function withoutDot(diagnosis: string): string {
  return diagnosis.replace('.', '');
}

/** The distinct diagnoses of sessions, in order of first appearance. */
function diagnosesOf(sessions: readonly Session[]): string[] {
  const byCode = new Map<string, string>();
  for (const session of sessions)
    for (const diagnosis of session.diagnoses)
      if (!byCode.has(withoutDot(diagnosis))) byCode.set(withoutDot(diagnosis), diagnosis);
  return [...byCode.values()];
}

function fits(sessions: readonly BillableSession[]): boolean {
  const lines = sessions.reduce((sum, { result }) => sum + result.lines.length, 0);
  return lines <= MOST_LINES && diagnosesOf(sessions.map((one) => one.session)).length <= MOST_DIAGNOSES;
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
  const diagnoses = diagnosesOf(sessions);
  const places = new Map(diagnoses.map((diagnosis, index) => [withoutDot(diagnosis), index + 1]));
  const lines = members.flatMap(({ session, result }) =>
    result.lines.map((line) => ({
      ...line,
      diagnosisPointers: [
        ...new Set(
          line.diagnosisPointers.flatMap(
            (pointer) => places.get(withoutDot(session.diagnoses[pointer - 1] ?? '')) ?? [],
          ),
        ),
      ],
      sessionId: session.sessionId,
      dateOfService: session.dateOfService,
    })),
  );
  return { sessions, diagnoses, lines: lines.map((line, index) => ({ ...line, line: index + 1 })) };
}

/** Puts billable sessions on claims. A session without lines gives none; a day is never split over claims of one group. */
export function groupClaims(sessions: readonly BillableSession[], grouping: 'day' | 'week' = 'day'): GroupedClaim[] {
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
