import type { ChargeLine, ClaimContent } from '#libs/contracts/events/shapes.js';
import { exclusions, MOST_MODIFIERS, withModifier } from '#libs/rules/coding/modifier-order.js';
import { newestSubmission } from '../../claim/state.js';
import type { CorrectionFacts } from './facts.js';

/** What stood beside the lines when the claim was sent last. */
export function sentContent({ claim }: Pick<CorrectionFacts, 'claim'>): ClaimContent {
  return newestSubmission(claim)?.content ?? claim.content;
}

/** The lines, those that `takes` names with the modifiers that another coding of them has. */
export function withModifiers(
  lines: readonly ChargeLine[],
  from: readonly ChargeLine[],
  takes: (line: ChargeLine) => boolean,
): readonly ChargeLine[] {
  const coded = new Map(from.map((line) => [line.line, line.modifiers]));
  return lines.map((line) =>
    takes(line) ? { ...line, modifiers: [...(coded.get(line.line) ?? line.modifiers)] } : line,
  );
}

/** The lines, those that `takes` names with one modifier more, in its place. */
export function withOneMore(
  lines: readonly ChargeLine[],
  modifier: string,
  takes: (line: ChargeLine) => boolean,
): readonly ChargeLine[] {
  return lines.map((line) =>
    takes(line) ? { ...line, modifiers: [...withModifier(line.modifiers, modifier)] } : line,
  );
}

/** Rules of severity error that lines break by their modifiers alone. */
export function modifierErrors(lines: readonly ChargeLine[]): readonly string[] {
  const errors = new Set<string>();
  for (const { modifiers } of lines) {
    if (exclusions(modifiers).length > 0) errors.add('modifiers.conflict');
    if (modifiers.length > MOST_MODIFIERS) errors.add('modifiers.too-many');
  }
  return [...errors];
}
