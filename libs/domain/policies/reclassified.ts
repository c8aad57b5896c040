import type { Cents } from '#libs/kernel/money.js';
import type { ClaimState } from '../claim/state.js';
import type { ClassificationRules } from '../denial-case/classification-rules.js';
import type { Classification } from '../denial-case/classify.js';
import { handlerFor } from '../denial-case/open-case.js';
import type { DenialState } from '../denial-case/state.js';
import type { LedgerState } from '../patient-ledger/state.js';
import { classifyCase, opensCase } from './classify-case.js';

/** A case with what it is classified by beside the rules. */
export interface CaseAtHand {
  readonly denial: DenialState;
  readonly claim: ClaimState;
  readonly ledger: LedgerState;
  readonly frequencyCodes: readonly string[];
}

/** Two sets of rules: those in force, and those that would be. */
export interface RuleChange {
  readonly before: ClassificationRules;
  readonly after: ClassificationRules;
}

/** What rules make of a case. */
export interface ShownClassification {
  /** False: by these rules it is no denial, and would have opened no case. */
  readonly denial: boolean;
  readonly category: string;
  readonly action: string;
  readonly alternatives: readonly string[];
  readonly responsible: string;
  readonly correctable: boolean;
  readonly handler: string | null;
}

/** A case of which the two sets of rules make something different. */
export interface Reclassified {
  readonly denialId: string;
  readonly claimId: string;
  readonly payerId: string;
  readonly status: DenialState['status'];
  readonly group: string;
  readonly reason: string;
  readonly deniedCents: Cents;
  readonly before: ShownClassification;
  readonly after: ShownClassification;
  /** By the rules that would be. */
  readonly classification: Classification;
}

function shown(at: CaseAtHand, rules: ClassificationRules) {
  const { opened } = at.denial;
  if (!opened) return undefined;
  const classification = classifyCase(opened, { ...at, rules });
  const { category, action, alternatives, responsible, correctable } = classification;
  const handler = handlerFor(classification, at.frequencyCodes);
  const denial = opensCase(opened, { ...at, rules });
  return {
    opened,
    classification,
    shown: { denial, category, action, alternatives, responsible, correctable, handler },
  };
}

/**
 * What a change of rules does to a case, all else as it is on file now: undefined where it does nothing. That leaves aside what a case was
 * classified as when it was opened, so that only the rules make a difference.
 */
export function reclassified(at: CaseAtHand, { before, after }: RuleChange): Reclassified | undefined {
  const was = shown(at, before);
  const is = shown(at, after);
  if (!was || !is || JSON.stringify(was.shown) === JSON.stringify(is.shown)) return undefined;
  const { denialId, claimId, payerId, deniedCents, lines } = is.opened;
  const { group = '', reason = '' } = lines[0] ?? {};
  return {
    ...{ denialId, claimId, payerId, status: at.denial.status, group, reason, deniedCents },
    ...{ before: was.shown, after: is.shown, classification: is.classification },
  };
}

/** Cases and denied cents by category or action, before and after. */
export interface ReclassifiedTotals {
  readonly cases: number;
  readonly deniedCents: Cents;
  readonly changed: number;
  readonly changedCents: Cents;
  /** Of what changed: by `category action`, how many cases and cents come to it and leave it. */
  readonly moves: readonly {
    readonly from: string;
    readonly to: string;
    readonly cases: number;
    readonly deniedCents: Cents;
  }[];
}

const nameOf = ({ denial, category, action, handler }: ShownClassification) =>
  denial ? [category, action, handler ?? 'by-hand'].join(' ') : 'no denial';

/** Sums over what was looked at and what of it changes. */
export function totalsOf(
  looked: { readonly cases: number; readonly deniedCents: Cents },
  changes: readonly Reclassified[],
): ReclassifiedTotals {
  const moves = new Map<string, { from: string; to: string; cases: number; deniedCents: Cents }>();
  for (const { before, after, deniedCents } of changes) {
    const [from, to] = [nameOf(before), nameOf(after)];
    const move = moves.get(`${from}|${to}`) ?? { from, to, cases: 0, deniedCents: 0 };
    moves.set(`${from}|${to}`, { ...move, cases: move.cases + 1, deniedCents: move.deniedCents + deniedCents });
  }
  return {
    ...looked,
    changed: changes.length,
    changedCents: changes.reduce((sum, { deniedCents }) => sum + deniedCents, 0),
    moves: [...moves.values()].sort((a, b) => b.deniedCents - a.deniedCents),
  };
}
