import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { appealable } from '../denial-case/appeal-right.js';
import type { AppealedTogether } from '../denial-case/file-appeal.js';
import { type DenialState, stillDeniedCents } from '../denial-case/state.js';

const amountOf = (state: DenialState): AppealedTogether => ({
  denialId: state.opened?.denialId ?? '',
  stillDeniedCents: stillDeniedCents(state),
});

function faultOf(level: string, first: DenialState, other: DenialState): string | null {
  if (!other.opened) return 'names a case that was never opened';
  const { denialId, payerId, payerKind } = other.opened;
  if (payerId !== first.opened?.payerId || payerKind !== first.opened.payerKind) return `${denialId} has another payer`;
  if (!appealable(other, level).ok) return `${denialId} has no appeal of that level`;
  return other.appeals.some((appeal) => appeal.level === level) ? `${denialId} has been appealed already` : null;
}

/**
 * What a case and others that are appealed together with it come to, the case first. Together go only different cases at one payer that can all be appealed
 * at that level now; where any cannot, none is.
 */
export function appealsTogether(
  level: string,
  first: DenialState,
  others: readonly DenialState[],
): Result<readonly AppealedTogether[]> {
  const ids = [first, ...others].map(({ opened }) => opened?.denialId);
  if (others.length > 0 && new Set(ids).size < ids.length)
    return refuse('appeal.together', 'must name each other case once', 'togetherWith');
  for (const other of others) {
    const fault = faultOf(level, first, other);
    if (fault) return refuse('appeal.together', fault, 'togetherWith');
  }
  return accept([first, ...others].map(amountOf));
}
