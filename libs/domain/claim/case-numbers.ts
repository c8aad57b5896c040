import type { ClaimState } from './state.js';

/** The highest number that a case of the claim has, whatever its kind; 0 where none was opened. */
export function lastCaseNumber({ denials, variance }: ClaimState): number {
  const numbered = [...denials, ...variance.underpayments, ...variance.overpayments];
  return numbered.reduce((highest, { number }) => Math.max(highest, number), 0);
}
