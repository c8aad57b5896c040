import type { CodedLine } from '../coded-session.js';
import type { CodedDay } from '../coding/code-day.js';
import type { DayLine } from '../coding/day-line.js';
import { exclusions, MOST_MODIFIERS, withModifier } from '../coding/modifier-order.js';
import { firstPart } from '../coding/treatment.js';
import type { Finding } from '../finding.js';
import type { PayerProfile } from '../payer-profile.js';
import type { PracticeTerms } from '../practice.js';
import type { Session } from '../session.js';
import type { Facts } from './facts.js';
import { inForce } from './faults.js';
import { filledIn } from './message.js';
import { ownRules } from './own-rules.js';
import type { CompiledRule, LineFix } from './practice-rule.js';

/** A day after the practice's own rules: its lines with what they corrected, and what they found by session. */
export interface RuledDay {
  readonly day: CodedDay;
  readonly findings: readonly (readonly Finding[])[];
}

const SOURCE = "the practice's own rule";

function concerns(rule: CompiledRule, payer: PayerProfile, session: Session): boolean {
  return (
    (!rule.payerIds || rule.payerIds.includes(payer.payerId)) &&
    (!rule.payerKinds || rule.payerKinds.includes(payer.kind)) &&
    inForce(rule.period, session.dateOfService)
  );
}

function isTrue({ codes, condition }: CompiledRule, facts: Facts): boolean {
  if (codes && !(facts.line && codes.has(facts.line.code))) return false;
  return condition ? condition.test(facts) : true;
}

interface Fixed {
  readonly modifiers: readonly string[];
  /** What was done, or why nothing was. */
  readonly words: string;
  readonly refused: boolean;
}

function fixed(fix: LineFix, { code, modifiers }: CodedLine): Fixed {
  if ('removeModifier' in fix) {
    const { removeModifier: modifier } = fix;
    const rest = modifiers.filter((one) => one !== modifier);
    return { modifiers: rest, words: `${modifier} was taken from ${code}`, refused: false };
  }
  const { addModifier: modifier } = fix;
  const more = withModifier(modifiers, modifier);
  const [against] = exclusions(more);
  const reason = more.length > MOST_MODIFIERS ? `it has ${modifiers.join(', ')} and takes ${MOST_MODIFIERS}` : against;
  return reason === undefined
    ? { modifiers: more, words: `${modifier} was put on ${code}`, refused: false }
    : { modifiers, words: `${modifier} could not be put on ${code}: ${reason}`, refused: true };
}

/** True where the line is already as the fix would leave it. */
function isFixed(fix: LineFix, { modifiers }: CodedLine): boolean {
  return 'addModifier' in fix ? modifiers.includes(fix.addModifier) : !modifiers.includes(fix.removeModifier);
}

/** What a fix leaves to say: an error that it cured is only told, and one that it could not cure holds the claim. */
function severityAfter({ severity }: CompiledRule, { refused }: Fixed): Finding['severity'] {
  if (refused) return 'error';
  return severity === 'error' ? 'info' : severity;
}

class DayUnderRules {
  readonly findings: Finding[][];
  lines: DayLine[];

  constructor(
    private readonly sessions: readonly Session[],
    private readonly day: CodedDay,
  ) {
    this.findings = sessions.map(() => []);
    this.lines = [...day.lines];
  }

  apply(rule: CompiledRule): void {
    this.sessions.forEach((session, place) => {
      if (!concerns(rule, this.day.payer, session)) return;
      if (rule.aboutLine) this.applyToLines(rule, session, place);
      else {
        const facts = this.facts(session, place);
        if (isTrue(rule, facts)) this.add(place, rule, facts);
      }
    });
  }

  private applyToLines(rule: CompiledRule, session: Session, place: number): void {
    this.lines.forEach((own, index) => {
      if (own.session !== place) return;
      const facts = { ...this.facts(session, place), line: own.line };
      if (!isTrue(rule, facts)) return;
      const { procedure } = firstPart(own.treatment);
      if (!rule.fix) this.add(place, rule, facts, { procedure });
      else if (!isFixed(rule.fix, own.line)) {
        const done = fixed(rule.fix, own.line);
        const fix = { fix: done.words, severity: severityAfter(rule, done) };
        this.add(place, rule, facts, { procedure, ...fix });
        this.lines[index] = { ...own, line: { ...own.line, modifiers: done.modifiers } };
      }
    });
  }

  private add(place: number, { id, severity, message }: CompiledRule, facts: Facts, more: Partial<Finding> = {}): void {
    const finding = { rule: `practice.${id}`, severity, message: filledIn(message, facts), source: SOURCE, ...more };
    this.findings[place]?.push(finding);
  }

  private facts(session: Session, place: number): Facts {
    const { timedMinutes = 0, timedUnits = 0 } = this.day.sessions[place] ?? {};
    const codes = this.lines.map(({ line }) => line.code);
    return { session, payer: this.day.payer, day: { codes, timedMinutes, timedUnits } };
  }

  ruled(): RuledDay {
    const sessions = this.day.sessions.map((coded, place) => ({
      ...coded,
      lines: this.lines.filter((one) => one.session === place).map((one) => one.line),
    }));
    return { day: { ...this.day, lines: this.lines, sessions }, findings: this.findings };
  }
}

/**
 * Asks the practice's own rules of a coded day, one after the other: each sees what the ones before it corrected. A correction is made only
 * where the line can carry it; one that is wanted and cannot be made is an error, which holds the claim.
 */
export function applyPracticeRules(
  sessions: readonly Session[],
  day: CodedDay,
  practice: PracticeTerms | undefined,
): RuledDay {
  const { rules } = ownRules(practice);
  const under = new DayUnderRules(sessions, day);
  if (rules.length === 0) return { day, findings: under.findings };
  for (const rule of rules) under.apply(rule);
  return under.ruled();
}
