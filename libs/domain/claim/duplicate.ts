import type { AdjudicatedLine } from '#libs/contracts/events/shapes.js';
import { type ClaimState, standingAdjudications } from './state.js';

/** CARC 18 (exact duplicate) and B13 (paid before): the payer says that it has decided the service already. */
const DECIDED_BEFORE: ReadonlySet<string> = new Set(['18', 'B13']);

/** What events of such a decision carry; nothing on any other. */
export type DuplicateMark = { readonly duplicate: true } | Record<string, never>;

interface Denied {
  /** 1-based line of the remitted claim; absent for the whole claim. */
  readonly line?: number;
  readonly reason: string;
}

/**
 * Whether a decision says no more than that the payer has paid these services before, and a decision that stands shows that it did: then that
 * one goes on to stand. Only where each of its lines is denied for that reason alone; where our records show no payment, it is a denial like any other.
 */
export function duplicateMark(
  state: ClaimState,
  denied: readonly Denied[],
  lines: readonly AdjudicatedLine[],
): DuplicateMark {
  const isPaid = ({ line }: AdjudicatedLine) =>
    line !== null &&
    standingAdjudications(state).some((one) => one.lines.some((each) => each.line === line && each.paidCents > 0));
  const isRefused = (line: AdjudicatedLine, place: number) =>
    line.paidCents === 0 && denied.some((one) => one.line === place + 1);
  const isDuplicate =
    lines.length > 0 &&
    denied.every(({ reason }) => DECIDED_BEFORE.has(reason)) &&
    lines.every((line, place) => isRefused(line, place) && isPaid(line));
  return isDuplicate ? { duplicate: true } : {};
}
