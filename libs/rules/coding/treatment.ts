import type { CatalogueCode } from '../reference/code-catalogue.js';
import type { Discipline, Procedure, Session } from '../session.js';

/** A procedure of a session, by where it stands. */
export interface Part {
  /** Place of the session in the day. */
  readonly session: number;
  /** 1-based place of the procedure in its session. */
  readonly procedure: number;
  readonly record: Procedure;
}

/**
 * One service of a day: what all procedures of the same code, discipline, rendering provider, place of service and authorization add up to.
 * A base code and its add-on are one treatment under the base code. It becomes a line (or a few) of its first session.
 */
export interface Treatment {
  readonly code: string;
  readonly entry: CatalogueCode;
  readonly discipline: Discipline;
  readonly parts: readonly Part[];
  readonly therapistMinutes: number;
  readonly assistantMinutes: number;
}

export function firstPart(treatment: Treatment): Part {
  return treatment.parts[0] as Part;
}

export function totalMinutes(treatment: Treatment): number {
  return treatment.therapistMinutes + treatment.assistantMinutes;
}

/** Treatments by where their first procedure stands in the day. */
export function inDayOrder(treatments: readonly Treatment[]): Treatment[] {
  return [...treatments].sort((one, other) => {
    const [a, b] = [firstPart(one), firstPart(other)];
    return a.session - b.session || a.procedure - b.procedure;
  });
}

/** True where the code's units come from the day's pool of 15-minute services. */
export function isPooled(treatment: Treatment): boolean {
  return treatment.entry.behaviour === 'timed15' || treatment.entry.behaviour === 'cognitive';
}

/** What must agree for two procedures of a day to be one line. */
function lineKey(session: Session, code: string): string {
  return [
    code,
    session.discipline,
    session.renderingProvider.npi,
    session.placeOfService,
    session.authorization?.number ?? '',
  ].join('|');
}

/** A procedure that may be coded, under the code that it is billed with. */
export interface CodableProcedure {
  readonly part: Part;
  readonly entry: CatalogueCode;
}

/** Adds procedures up to treatments, in order of first appearance. */
export function collectTreatments(
  sessions: readonly Session[],
  codable: readonly CodableProcedure[],
  codes: ReadonlyMap<string, CatalogueCode>,
): Treatment[] {
  const treatments = new Map<string, { entry: CatalogueCode; discipline: Discipline; parts: Part[] }>();
  for (const { part, entry } of codable) {
    const session = sessions[part.session] as Session;
    const base = entry.behaviour.endsWith('-more') ? (codes.get(entry.partner ?? '') ?? entry) : entry;
    const key = lineKey(session, base.code);
    const known = treatments.get(key);
    if (known) known.parts.push(part);
    else treatments.set(key, { entry: base, discipline: session.discipline, parts: [part] });
  }
  return [...treatments.values()].map(({ entry, discipline, parts }) => ({
    code: entry.code,
    entry,
    discipline,
    parts,
    therapistMinutes: parts.reduce((sum, part) => sum + (part.record.minutes ?? 0), 0),
    assistantMinutes: parts.reduce((sum, part) => sum + (part.record.assistantMinutes ?? 0), 0),
  }));
}
