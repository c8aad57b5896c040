import { accept, type Result } from '#libs/kernel/result.js';
import type { LetterTemplate } from '#libs/rules/practice.js';
import { checklistFor } from './checklist.js';
import type { PacketContent, PacketFacts } from './facts.js';
import { writeLetter } from './letter.js';
import { letterValues } from './letter-values.js';
import { mostSpecific, type PacketSubject, type PacketTables } from './tables.js';

/** A payer's own levels are numbered from the second on, and go by one template. */
const NUMBER_OF_LEVEL = /^(payer-appeal)-\d+$/;

/** What the tables are asked for. */
export function subjectOf({
  category,
  reason,
  level,
  payer,
}: Pick<PacketFacts, 'category' | 'reason' | 'level' | 'payer'>): PacketSubject {
  return { category, reason, level: level.replace(NUMBER_OF_LEVEL, '$1'), payerKind: payer.kind };
}

/** The practice's own template for payer and level, for the payer, for the level, for all, in that order; else the built-in one. */
export function templateFor(facts: PacketFacts, own: readonly LetterTemplate[], tables: PacketTables): string {
  const { level, payer } = facts;
  const subject = subjectOf(facts);
  const fits = own.filter(
    (one) =>
      (one.payerId ?? payer.payerId) === payer.payerId &&
      (one.level === undefined || one.level === level || one.level === subject.level),
  );
  const weight = (one: LetterTemplate) => (one.payerId === undefined ? 0 : 2) + (one.level === undefined ? 0 : 1);
  return fits.toSorted((a, b) => weight(b) - weight(a))[0]?.text ?? mostSpecific(tables.templates, subject).text;
}

/** The days of service at issue, in their order. */
export function daysAtIssue({ claim }: Pick<PacketFacts, 'claim'>): readonly string[] {
  return [...new Set(claim.lines.filter(({ atIssue }) => atIssue).map(({ serviceDate }) => serviceDate))].sort();
}

/** Letter, rule relied on and checklist of an appeal. Refused where the letter asks for what is not on file. */
export function packetContent(
  facts: PacketFacts,
  own: readonly LetterTemplate[],
  tables: PacketTables,
): Result<PacketContent> {
  const subject = subjectOf(facts);
  const { argument } = mostSpecific(tables.arguments, subject);
  const letter = writeLetter(templateFor(facts, own, tables), letterValues(facts, argument));
  if (!letter.ok) return letter;
  return accept({
    facts,
    argument,
    checklist: checklistFor(tables, subject, daysAtIssue(facts)),
    letter: letter.value,
  });
}
