import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { fold } from '#libs/kernel/decider.js';
import type { UnderpaymentTolerance } from '#libs/rules/practice.js';
import { evolveClaim } from './evolve.js';
import { overpaymentEvents } from './overpayment.js';
import { type Adjudication, type ClaimState, newestAdjudication } from './state.js';
import { underpaymentEvents, withdrawnUnderpayments } from './underpayment.js';

const after = (state: ClaimState, events: readonly ClaimEvent[]) =>
  fold({ initial: state, evolve: evolveClaim }, events);

/** 1-based line of the remitted claim that was denied; absent for the whole claim. */
interface Denied {
  readonly line?: number;
}

/** Charge lines that were denied; `undefined` among them: the whole claim. */
function deniedLines(denied: readonly Denied[], { lines }: Adjudication): ReadonlySet<number | undefined> {
  const numbers = denied.map(({ line }) => (line === undefined ? undefined : lines[line - 1]?.line));
  return new Set(numbers.filter((line) => line !== null));
}

/** A decision's events, and what they show beside what was expected of the payer and what it had paid before. */
export function withVariance(
  state: ClaimState,
  events: readonly ClaimEvent[],
  denied: readonly Denied[],
  tolerance: UnderpaymentTolerance | undefined,
): ClaimEvent[] {
  const decided = after(state, events);
  const decision = events.some(({ type }) => type === 'ClaimAdjudicated') ? decided.adjudications.at(-1) : undefined;
  const found =
    decision && !decision.duplicate
      ? underpaymentEvents(decided, decision, deniedLines(denied, decision), tolerance)
      : [];
  return [...events, ...found, ...overpaymentEvents(after(decided, found), 'decision')];
}

/** What the decision that stands again says, where what was undone had settled an underpayment. */
function foundAgain(state: ClaimState, remittanceId: string, tolerance: UnderpaymentTolerance | undefined) {
  const decision = newestAdjudication(state);
  const settled = state.variance.underpayments.some((one) => one.settledBy === remittanceId);
  if (!decision || !settled) return [];
  const denials = state.denials.filter(
    (one) => one.remittanceId === decision.remittanceId && one.remittanceClaim === decision.remittanceClaim,
  );
  const denied = new Set(denials.flatMap(({ lines }) => lines.map(({ line }) => line)));
  return underpaymentEvents(state, decision, denied, tolerance);
}

/** The events that undo a remittance's decisions, and what is neither short nor paid twice any more without them. */
export function withVarianceUndone(
  state: ClaimState,
  events: readonly ClaimEvent[],
  remittanceId: string,
  tolerance?: UnderpaymentTolerance | undefined,
): ClaimEvent[] {
  const undone = after(state, events);
  const withdrawn = withdrawnUnderpayments(undone, remittanceId);
  const found = [...withdrawn, ...foundAgain(after(undone, withdrawn), remittanceId, tolerance)];
  return [...events, ...found, ...overpaymentEvents(after(undone, found), 'posting-undone')];
}
