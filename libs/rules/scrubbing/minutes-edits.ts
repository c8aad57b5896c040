import { unitsInWords } from '../coding/allotment-explained.js';
import type { DayLine } from '../coding/day-line.js';
import { minutesOver, wholeUnits } from '../coding/unit-count.js';
import type { CatalogueCode } from '../reference/code-catalogue.js';
import { minutesOf, type Procedure } from '../session.js';
import { type Edit, type EditContext, NOTHING, type Problem } from './edit.js';

const TIMED: ReadonlySet<CatalogueCode['behaviour']> = new Set([
  'timed15',
  'cognitive',
  'cognitive-more',
  'caregiver',
  'caregiver-more',
  'hourly',
  'hourly-more',
  'hourly-each',
]);

function states(procedure: Procedure, { reference }: EditContext): boolean {
  if (procedure.count === undefined) return false;
  const entry = reference.codes.get(procedure.code);
  return entry !== undefined && TIMED.has(entry.behaviour);
}

/** Lines that bill a procedure's code, and whether other sessions have a part in them. */
function linesOf(
  { session, sessions, day }: EditContext,
  code: string,
): { lines: readonly DayLine[]; shared: boolean } {
  const place = sessions.indexOf(session);
  const lines = day.lines.filter(
    ({ line, treatment }) => line.code === code && treatment.parts.some((part) => part.session === place),
  );
  return { lines, shared: lines.some(({ treatment }) => treatment.parts.some((part) => part.session !== place)) };
}

function sum(procedures: readonly Procedure[], figure: (procedure: Procedure) => number): number {
  return procedures.reduce((total, procedure) => total + figure(procedure), 0);
}

/** The most units that minutes of a code can carry, whatever else was done on the day. */
function mostUnits(minutes: number, entry: CatalogueCode | undefined, earned: number): number {
  if (entry?.behaviour !== 'timed15') return earned;
  return wholeUnits(minutes) + (minutesOver(minutes) > 0 ? 1 : 0);
}

function statedUnits(context: EditContext): readonly Problem[] {
  const { session, coded, reference } = context;
  if (!session.procedures.some((procedure) => states(procedure, context))) return NOTHING;
  const timed = session.procedures.filter((procedure) => states(procedure, context));
  const statedInAll = sum(timed, ({ count = 0 }) => count);
  const correction = timed.map(
    (procedure) => ({ do: 'remove', field: `procedures[${session.procedures.indexOf(procedure)}].count` }) as const,
  );
  const problems: Problem[] = [];
  for (const code of new Set(timed.map((procedure) => procedure.code))) {
    const own = timed.filter((procedure) => procedure.code === code);
    const { lines, shared } = linesOf(context, code);
    if (shared) continue;
    const stated = sum(own, ({ count = 0 }) => count);
    const earned = lines.reduce((total, { line }) => total + line.units, 0);
    if (stated === earned) continue;
    const minutes = sum(own, minutesOf);
    const entry = reference.codes.get(code);
    const tooMany = stated > mostUnits(minutes, entry, earned) || (stated > earned && statedInAll > coded.timedUnits);
    const index = session.procedures.indexOf(own[0] as Procedure);
    problems.push({
      procedure: index + 1,
      message: `${code} states ${unitsInWords(stated)}; its ${minutes} minutes make ${earned} of the day's ${coded.timedUnits}`,
      fix: 'leave count out: the minutes make the units; or correct the minutes',
      correction,
      ...(!tooMany && { severity: 'warning' }),
    });
  }
  return problems;
}

export const MINUTES_EDITS: readonly Edit[] = [
  {
    id: 'minutes.stated-units',
    means:
      'Units are stated for a timed code: more than its minutes carry, or (a warning) others than the minutes of the day make.',
    source: 'Medicare Claims Processing Manual ch. 5 §20.2',
    severity: 'error',
    corrects: 'leaves the stated units out: the minutes make them',
    check: statedUnits,
  },
];
