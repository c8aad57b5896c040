import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import type { DecisionEvent } from './decision-events.js';

type ClosedEvent = Extract<ClearPartOf<(typeof claimEvents)[number]>, { type: 'ClaimDenialClosed' }>;
type Denied = Extract<DecisionEvent, { type: 'ClaimDenied' | 'ClaimDenialRepeated' }>['data'];

/** A case of a claim that a person closed: it stays closed whatever is decided or undone later. */
export interface ClosedCase {
  readonly number: number;
  readonly how: ClosedEvent['data']['how'];
  /** What of it stays denied, because it had been written off before, in cents. */
  readonly keptCents: number;
}

/** A line of a denial: what of it stands denied, and what was laid on the patient but is not asked of the patient. */
export interface DeniedShare {
  readonly line?: number | undefined;
  readonly group: string;
  readonly deniedCents: number;
  readonly forgivenCents: number;
}

/** The newest denial of a case among the decisions that stand posted. */
export function newestDenial(decisions: readonly DecisionEvent[], number: number): Denied | undefined {
  return decisions.findLast(
    ({ type, data }) => (type === 'ClaimDenied' || type === 'ClaimDenialRepeated') && data.number === number,
  )?.data as Denied | undefined;
}

/** The closed cases, with this one; the decisions are those that stand posted. */
export function withClosed(
  before: readonly ClosedCase[],
  decisions: readonly DecisionEvent[],
  { number, how, amountCents }: ClosedEvent['data'],
): readonly ClosedCase[] {
  const deniedCents = newestDenial(decisions, number)?.deniedCents ?? amountCents;
  return [...before, { number, how, keptCents: Math.max(0, deniedCents - amountCents) }];
}

/** What these lines of a denial come to, once its case may have been closed. The patient owes the patient's group (PR) only where it was closed as that. */
export function deniedShares(
  { number }: Pick<Denied, 'number'>,
  lines: Denied['lines'],
  closed: readonly ClosedCase[],
): readonly DeniedShare[] {
  const ended = closed.find((one) => one.number === number);
  let left = ended?.keptCents ?? Number.POSITIVE_INFINITY;
  return lines.map(({ line, group, deniedCents: cents }) => {
    const deniedCents = Math.min(left, cents);
    left -= deniedCents;
    const isForgiven = ended?.how === 'no-action-needed' && group === 'PR';
    return { line, group, deniedCents, forgivenCents: isForgiven ? cents - deniedCents : 0 };
  });
}
