import type { CodedSession, MergedProcedure } from '../coded-session.js';
import { holds } from '../finding.js';
import type { PayerProfile } from '../payer-profile.js';
import type { UnitMethod } from '../practice.js';
import { judged, type OwnSeverities } from '../practice-rules/severities.js';
import { finding } from '../rule-catalogue.js';
import type { Discipline, Session } from '../session.js';
import type { DayFindings } from './day-findings.js';
import type { DayLine } from './day-line.js';
import type { TimedPool } from './pooled-units.js';
import { firstPart } from './treatment.js';

interface SessionTerms {
  readonly payer: PayerProfile;
  readonly method: UnitMethod;
  readonly pools: ReadonlyMap<Discipline, TimedPool>;
  readonly lines: readonly DayLine[];
  readonly sessions: readonly Session[];
  readonly found: DayFindings;
  readonly severities: OwnSeverities;
}

/** What the day's coding means for one of its sessions. */
export function codedSession(session: Session, place: number, terms: SessionTerms): CodedSession {
  const { payer, method, pools, found } = terms;
  const lines = terms.lines.filter((one) => one.session === place).map((one) => one.line);
  const mergedInto = mergedProcedures(place, terms);
  const said = found.of(place);
  if (lines.length === 0 && mergedInto.length === 0 && !holds(said))
    said.push(finding('units.none-earned', 'no procedure of the session earns a line'));
  const findings = judged(said, terms.severities, payer.payerId);
  const pool = pools.get(session.discipline);
  return {
    sessionId: session.sessionId,
    revision: session.revision,
    payerId: payer.payerId,
    unitMethod: method,
    timedMinutes: pool?.minutes ?? 0,
    timedUnits: pool?.units ?? 0,
    held: holds(findings),
    lines,
    ...(mergedInto.length > 0 && { mergedInto }),
    findings,
  };
}

/** The session's procedures that went into lines of an earlier session of the day, each with the info `day.merged`. */
function mergedProcedures(place: number, { lines, sessions, found }: SessionTerms): MergedProcedure[] {
  const merged: MergedProcedure[] = [];
  const treatments = new Set<DayLine['treatment']>();
  for (const { session, line, treatment } of lines) {
    if (session === place || treatments.has(treatment)) continue;
    treatments.add(treatment);
    const { sessionId } = sessions[firstPart(treatment).session] as Session;
    for (const part of treatment.parts) {
      if (part.session !== place) continue;
      merged.push({ procedure: part.procedure, sessionId, line: line.line });
      const message = `${part.record.code} is part of line ${line.line} of session ${sessionId}`;
      found.add(place, finding('day.merged', message, { procedure: part.procedure }));
    }
  }
  return merged.sort((a, b) => a.procedure - b.procedure);
}
