import type { AdjudicatedLine, DeniedLine } from '#libs/contracts/events/shapes.js';
import { UNPROCESSABLE } from '#libs/contracts/remark-codes.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';
import { type ClaimDenial, type ClaimState, contestedDenials } from './state.js';

/** A decision of the payer, as far as its cases are concerned. */
export interface CaseDecision {
  readonly paidCents: Cents;
  readonly lines: readonly AdjudicatedLine[];
}

/** A case that is over, and what the decision brought it. */
export interface EndedCase {
  readonly number: number;
  readonly recoveredCents: Cents;
}

/** What is denied as one case from now on, and the cases that it goes on in the place of. */
export interface DeniedCase {
  readonly lines: readonly DeniedLine[];
  readonly supersedes: readonly EndedCase[];
}

/** What a decision makes of a claim's cases. */
export interface DecidedCases {
  /** To be opened, in the order of their reasons. */
  readonly opened: readonly DeniedCase[];
  /** Denied again for the same reason: still the same case. */
  readonly repeated: readonly (DeniedCase & EndedCase)[];
  /** Denied no more. */
  readonly settled: readonly EndedCase[];
}

/** Unprocessed, nothing was decided that could be appealed: what is judged later is another denial, with clocks of its own. */
const wasProcessed = ({ remarks }: DeniedLine) => !remarks.includes(UNPROCESSABLE);

const isSame = (a: DeniedLine, b: DeniedLine) =>
  a.line === b.line && a.group === b.group && a.reason === b.reason && wasProcessed(a) === wasProcessed(b);

/** Whether both are about the same charge; a denial of the whole claim is about every line. */
const touches = (a: DeniedLine, b: DeniedLine) => a.line === undefined || b.line === undefined || a.line === b.line;

/** What the decision paid on these lines; on the whole claim where one of them is. */
function paidOn(lines: readonly DeniedLine[], { paidCents, lines: decided }: CaseDecision): Cents {
  const numbers = new Set(lines.map(({ line }) => line));
  if (numbers.has(undefined)) return paidCents;
  return sumCents(decided.filter(({ line }) => numbers.has(line ?? undefined)).map((line) => line.paidCents));
}

/** What the decision paid on these lines of a case over what the one before had paid on them; never less than nothing. */
function recovered(
  lines: readonly DeniedLine[],
  denial: ClaimDenial,
  decision: CaseDecision,
  { adjudications }: ClaimState,
): Cents {
  const { remittanceId, remittanceClaim } = denial.answers.at(-1) ?? denial;
  const before = adjudications.find(
    (one) => one.remittanceId === remittanceId && one.remittanceClaim === remittanceClaim,
  );
  return Math.max(paidOn(lines, decision) - (before ? paidOn(lines, before) : 0), 0);
}

/** Denied lines by reason, as a decision has them (`groups`), put to the cases that the claim has. */
export function decidedCases(
  state: ClaimState,
  decision: CaseDecision,
  groups: readonly (readonly DeniedLine[])[],
): DecidedCases {
  const cases = contestedDenials(state);
  const denied = groups.flat();
  const answered = new Set(decision.lines.map(({ line }) => line));
  // What denies the claim as a whole may list no lines.
  const whole = denied.some(({ line }) => line === undefined);
  const isAnswered = ({ line }: DeniedLine) => line === undefined || whole || answered.has(line);
  const again = cases
    .filter((denial) => denial.lines.some((line) => denied.some((one) => isSame(one, line))))
    .map((denial) => {
      const same = denied.filter((one) => denial.lines.some((line) => isSame(one, line)));
      const unanswered = denial.lines.filter((line) => !isAnswered(line));
      const over = denial.lines.filter((line) => isAnswered(line) && !denied.some((one) => touches(one, line)));
      const recoveredCents = over.length > 0 ? recovered(over, denial, decision, state) : 0;
      return { number: denial.number, lines: [...same, ...unanswered], recoveredCents };
    });
  const fresh = groups
    .map((group) => group.filter((line) => !again.some((one) => one.lines.some((known) => isSame(known, line)))))
    .filter((group) => group.length > 0);
  const over = cases
    .filter(({ number, lines }) => lines.every(isAnswered) && !again.some((one) => one.number === number))
    .map((denial) => ({
      denial,
      ended: { number: denial.number, recoveredCents: recovered(denial.lines, denial, decision, state) },
      by: [...fresh, ...again.map(({ lines }) => lines)].find((lines) =>
        lines.some((line) => denial.lines.some((one) => touches(one, line))),
      ),
    }));
  const supersededBy = (lines: readonly DeniedLine[]) =>
    over.filter(({ by }) => by === lines).map(({ ended }) => ended);
  return {
    opened: fresh.map((lines) => ({ lines, supersedes: supersededBy(lines) })),
    repeated: again.map((one) => ({ ...one, supersedes: supersededBy(one.lines) })),
    settled: over.filter(({ by }) => by === undefined).map(({ ended }) => ended),
  };
}
