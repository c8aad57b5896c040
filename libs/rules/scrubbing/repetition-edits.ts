import type { DayLine } from '../coding/day-line.js';
import { DISTINCT_MODIFIERS } from '../coding/modifier-order.js';
import { firstPart } from '../coding/treatment.js';
import type { Procedure, Session } from '../session.js';
import { type Edit, type EditContext, NOTHING, type Problem } from './edit.js';

/** The repeated-procedure modifiers: by the same practitioner, by another one. */
const REPEATED = ['76', '77'] as const;
const DUPLICATE = 'Medicare Claims Processing Manual ch. 1 §120';

function sameWork(a: Procedure, b: Procedure): boolean {
  return (
    a.code === b.code &&
    a.minutes === b.minutes &&
    a.assistantMinutes === b.assistantMinutes &&
    a.count === b.count &&
    JSON.stringify(a.timeBlocks) === JSON.stringify(b.timeBlocks)
  );
}

/** True for two records that say the same of one provider's work. */
function tellTheSame(a: Session, b: Session): boolean {
  return (
    a.discipline === b.discipline &&
    a.renderingProvider.npi === b.renderingProvider.npi &&
    a.procedures.length === b.procedures.length &&
    a.procedures.every((procedure, index) => sameWork(procedure, b.procedures[index] as Procedure))
  );
}

/** At the same time of day, by time blocks: then it cannot be a second visit. */
function saysWhen({ procedures }: Session): boolean {
  return procedures.every(({ timeBlocks = [] }) => timeBlocks.length > 0);
}

function duplicates({ session, sessions }: EditContext): readonly Problem[] {
  const earlier = sessions.slice(0, sessions.indexOf(session)).find((one) => tellTheSame(one, session));
  if (!earlier) return NOTHING;
  const message = `says the same as session ${earlier.sessionId}: provider, codes and minutes`;
  const fix = 'void one of the two if it is one visit; else record time blocks';
  return [saysWhen(session) ? { message: `${message}, at the same time`, fix } : { message, fix, severity: 'warning' }];
}

function isMarked({ line }: DayLine): boolean {
  return line.modifiers.some((one) => DISTINCT_MODIFIERS.has(one) || one === REPEATED[0] || one === REPEATED[1]);
}

/** A line whose code and discipline another line of the day has, which a payer takes for the same one. */
function repeatedLines({ session, sessions, day }: EditContext): readonly Problem[] {
  if (sessions.length < 2) return NOTHING;
  const place = sessions.indexOf(session);
  return day.lines.flatMap((later, index) => {
    if (later.session !== place || isMarked(later)) return [];
    const earlier = day.lines
      .slice(0, index)
      .find(
        ({ line, treatment }) =>
          line.code === later.line.code &&
          treatment !== later.treatment &&
          treatment.discipline === later.treatment.discipline,
      );
    if (!earlier) return [];
    const { sessionId } = sessions[earlier.session] as Session;
    return [
      {
        message: `${later.line.code} is also on line ${earlier.line.line} of session ${sessionId}, on a claim of its own`,
        fix: 'record 76 (same practitioner) or 77 (another one) where it was done again',
        procedure: firstPart(later.treatment).procedure,
      },
    ];
  });
}

export const REPETITION_EDITS: readonly Edit[] = [
  {
    id: 'session.duplicate-of',
    means:
      'Another session of the day says the same of one provider: at the same time (an error), or without times of day (a warning).',
    source: DUPLICATE,
    severity: 'error',
    check: duplicates,
  },
  {
    id: 'line.repeated',
    means: 'A code is billed twice for the day and discipline, on two claims, and nothing marks the second one.',
    source: DUPLICATE,
    severity: 'warning',
    check: repeatedLines,
  },
  {
    id: 'line.billed-already',
    means: 'A code of the same day and discipline is billed to another payer.',
    source: DUPLICATE,
    severity: 'warning',
    check({ session, payer, visits, coded }) {
      const billed = visits.billedElsewhere(session, payer.payerId);
      if (billed.length === 0) return NOTHING;
      return coded.lines.flatMap(({ code }) => {
        const other = billed.find(({ codes }) => codes.includes(code));
        if (!other) return [];
        return [{ message: `${code} of the day is billed to ${other.payerId} in session ${other.sessionId}` }];
      });
    },
  },
];
