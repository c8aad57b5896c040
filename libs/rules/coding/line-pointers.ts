import { finding } from '../rule-catalogue.js';
import type { Session } from '../session.js';
import type { DayFindings } from './day-findings.js';
import { firstPart, type Part, type Treatment } from './treatment.js';

const MOST_POINTERS = 4;

/** A part's pointers in the diagnoses of the session that carries the line; what that session does not list points nowhere. */
function pointersOf(part: Part, sessions: readonly Session[], home: number): number[] {
  const stated = part.record.diagnosisPointers ?? [1];
  if (part.session === home) return [...stated];
  const own = (sessions[part.session] as Session).diagnoses;
  const carried = (sessions[home] as Session).diagnoses;
  return stated.map((pointer) => carried.indexOf(own[pointer - 1] ?? '') + 1).filter((pointer) => pointer > 0);
}

/** The diagnosis pointers of a treatment's lines: those of all its procedures, united in order, at most four. */
export function diagnosisPointers(treatment: Treatment, sessions: readonly Session[], found: DayFindings): number[] {
  const { session: home, procedure } = firstPart(treatment);
  const united = [...new Set(treatment.parts.flatMap((part) => pointersOf(part, sessions, home)))];
  if (united.length > MOST_POINTERS) {
    const message = `${treatment.code} points to ${united.length} diagnoses; the first ${MOST_POINTERS} are kept`;
    found.add(home, finding('code.pointers-limited', message, { procedure }));
  }
  return united.slice(0, MOST_POINTERS);
}
