import type { CodedLine } from '../coded-session.js';
import type { PayerProfile } from '../payer-profile.js';
import type { PracticeTerms } from '../practice.js';
import { ownRules } from '../practice-rules/own-rules.js';
import { finding, type RuleId } from '../rule-catalogue.js';
import type { Session } from '../session.js';
import { explainAssistant } from './assistant-explained.js';
import { draftKey } from './correct-coding-pairs.js';
import type { DayFindings } from './day-findings.js';
import { draftLines, type LineDraft } from './line-draft.js';
import { lineModifiers } from './line-modifiers.js';
import { diagnosisPointers } from './line-pointers.js';
import { MOST_MODIFIERS } from './modifier-order.js';
import { explainOwnClock } from './own-clock.js';
import { firstPart, type Treatment } from './treatment.js';

/** A line together with where it came from. */
export interface DayLine {
  /** Place of the session that carries the line. */
  readonly session: number;
  readonly line: CodedLine;
  readonly treatment: Treatment;
}

/** Turns the day's treatments with their units into unnumbered lines; what earns none is said. */
export function draftDay(
  treatments: readonly Treatment[],
  units: ReadonlyMap<Treatment, number>,
  tellsAssistant: (treatment: Treatment) => boolean,
  found: DayFindings,
): LineDraft[] {
  const basesBilled = new Set<string>();
  return treatments.flatMap((treatment) => {
    const base = `${treatment.code}|${treatment.discipline}`;
    const told = tellsAssistant(treatment);
    const { lines, review } = draftLines(treatment, {
      pooled: units.get(treatment) ?? 0,
      tellsAssistant: told,
      billsBase: !basesBilled.has(base),
    });
    if (lines.length > 0) basesBilled.add(base);
    explain({ treatment, lines, review, told }, found);
    return lines;
  });
}

interface Drafted {
  readonly treatment: Treatment;
  readonly lines: readonly LineDraft[];
  readonly review: boolean;
  /** True where payer and date want the assistant's share told. */
  readonly told: boolean;
}

/** Says how a treatment came to its lines, or that it has none. */
function explain({ treatment, lines, review, told }: Drafted, found: DayFindings): void {
  const { session, procedure } = firstPart(treatment);
  const say = (rule: RuleId, message: string) => found.add(session, finding(rule, message, { procedure }));
  const clock = explainOwnClock(treatment, lines);
  if (clock !== undefined) say('units.own-clock', clock);
  if (lines.length === 0) say('units.no-unit', `${treatment.code} earns no unit of its own`);
  else if (told && treatment.assistantMinutes > 0) say('assistant.explained', explainAssistant(treatment, lines));
  if (review) {
    const message = `${treatment.code}: the therapist has ${treatment.therapistMinutes} minutes and the assistant ${treatment.assistantMinutes}; the day's total made both units`;
    say('assistant.review', message);
  }
}

interface FinishTerms {
  readonly sessions: readonly Session[];
  readonly payer: PayerProfile;
  readonly distinct: ReadonlySet<string>;
  readonly tellsAssistant: (treatment: Treatment) => boolean;
  readonly practice: PracticeTerms | undefined;
}

/** Gives the day's lines their modifiers, pointers, charges and numbers. */
export function finishLines(drafts: readonly LineDraft[], terms: FinishTerms, found: DayFindings): DayLine[] {
  const counts = terms.sessions.map(() => 0);
  const payerModifiers = ownRules(terms.practice).modifiers.get(terms.payer.payerId);
  const assisted = new Set(drafts.filter((draft) => draft.byAssistant).map((draft) => draft.treatment));
  return drafts.map((draft) => {
    const { treatment, code, units, minutes, assistantMinutes } = draft;
    const { session: place, procedure, record } = firstPart(treatment);
    const session = terms.sessions[place] as Session;
    const { modifiers, conflicts } = lineModifiers(draft, {
      session,
      payer: terms.payer,
      distinct: terms.distinct.has(draftKey(draft)),
      anyByAssistant: assisted.has(treatment),
      tellsAssistant: terms.tellsAssistant(treatment),
      ...(payerModifiers && { payerModifiers }),
    });
    for (const conflict of conflicts)
      found.add(place, finding('modifiers.conflict', `${code}: ${conflict}`, { procedure }));
    if (modifiers.length > MOST_MODIFIERS)
      found.add(
        place,
        finding('modifiers.too-many', `${code} needs ${modifiers.join(', ')}: a line takes ${MOST_MODIFIERS}`, {
          procedure,
        }),
      );
    counts[place] = (counts[place] as number) + 1;
    const charge = terms.practice?.charges[code];
    const line: CodedLine = {
      line: counts[place] as number,
      code,
      modifiers,
      units,
      minutes,
      assistantMinutes,
      diagnosisPointers: diagnosisPointers(treatment, terms.sessions, found),
      ...(treatment.entry.behaviour === 'unlisted' &&
        record.description !== undefined && { description: record.description }),
      ...(charge !== undefined && { chargeCents: charge * units }),
    };
    return { session: place, line, treatment };
  });
}
