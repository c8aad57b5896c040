import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import type { Adjustment } from '#libs/contracts/events/shapes.js';
import { type ClosedCase, deniedShares } from '../closed-cases.js';
import type { DecisionEvent } from '../decision-events.js';

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;
type DataOf<Type extends ClaimEvent['type']> = Extract<ClaimEvent, { type: Type }>['data'];

/** How a line's charge was split by the payer's last decision about it, in cents. */
interface LineDecision {
  readonly remittanceId: string;
  readonly paidCents: number;
  readonly patientCents: number;
  readonly contractualCents: number;
  readonly deniedCents: number;
}

/** By line number; {@link WHOLE_CLAIM} holds what the payer tied to no line of ours. */
export type LineDecisions = Readonly<Record<string, LineDecision>>;

const WHOLE_CLAIM = 0;
/** Patient responsibility; every other group is the provider's to write off unless it is denied. */
const PATIENT = 'PR';

function added(decisions: LineDecisions, line: number, remittanceId: string, more: Partial<LineDecision>) {
  const before = decisions[line] ?? {
    remittanceId,
    paidCents: 0,
    patientCents: 0,
    contractualCents: 0,
    deniedCents: 0,
  };
  const after = {
    ...before,
    paidCents: before.paidCents + (more.paidCents ?? 0),
    patientCents: before.patientCents + (more.patientCents ?? 0),
    contractualCents: before.contractualCents + (more.contractualCents ?? 0),
    deniedCents: before.deniedCents + (more.deniedCents ?? 0),
  };
  return { ...decisions, [line]: after };
}

function split(paidCents: number, adjustments: readonly Adjustment[]): Partial<LineDecision> {
  const sum = (of: readonly Adjustment[]) => of.reduce((cents, { amountCents }) => cents + amountCents, 0);
  return {
    paidCents,
    patientCents: sum(adjustments.filter(({ group }) => group === PATIENT)),
    contractualCents: sum(adjustments.filter(({ group }) => group !== PATIENT)),
  };
}

/** A decision stands for the lines that it names, in place of earlier ones; one without lines stands for the whole claim. */
export function decided(before: LineDecisions, data: DataOf<'ClaimAdjudicated'>): LineDecisions {
  const { remittanceId, lines } = data;
  let fresh: LineDecisions = {};
  // Several lines of the payer may stand for one of ours.
  for (const { line, paidCents, adjustments } of lines)
    fresh = added(fresh, line ?? WHOLE_CLAIM, remittanceId, split(paidCents, adjustments));
  const onLines = lines.reduce((cents, { paidCents }) => cents + paidCents, 0);
  const ofClaim = split(data.paidCents - onLines, data.adjustments);
  if (data.adjustments.length > 0 || ofClaim.paidCents !== 0) fresh = added(fresh, WHOLE_CLAIM, remittanceId, ofClaim);
  if (lines.length === 0) return fresh;
  const { [WHOLE_CLAIM]: _, ...onOtherLines } = before;
  return { ...onOtherLines, ...fresh };
}

/** A denial says which of the adjustments just decided are no contract's but refusals. */
export function denied(
  before: LineDecisions,
  { remittanceId, number, lines }: DataOf<'ClaimDenied' | 'ClaimDenialRepeated'>,
  closed: readonly ClosedCase[] = [],
): LineDecisions {
  // A denial that is repeated names all lines of its case: those that this remittance said nothing of stand as they were denied before.
  const answered = lines.filter(({ line }) => line === undefined || before[line]?.remittanceId === remittanceId);
  return deniedShares({ number }, answered, closed).reduce((decisions, share) => {
    const { line = WHOLE_CLAIM, group, deniedCents, forgivenCents } = share;
    const patientCents = -forgivenCents - (group === PATIENT ? deniedCents : 0);
    const contractualCents = forgivenCents - (group === PATIENT ? 0 : deniedCents);
    return added(decisions, line, remittanceId, { patientCents, contractualCents, deniedCents });
  }, before);
}

/** What the decisions that stand say together: a reversal takes back the newest one under its number, with what that denied. */
export function standingLines(events: readonly DecisionEvent[], closed: readonly ClosedCase[] = []): LineDecisions {
  const standing: DecisionEvent[] = [];
  for (const event of events) {
    if (event.type !== 'ClaimReversed') standing.push(event);
    else takeBack(standing, event.data);
  }
  return standing.reduce<LineDecisions>((lines, event) => {
    // What only points to an earlier decision decides nothing.
    if (event.type === 'ClaimAdjudicated') return event.data.duplicate ? lines : decided(lines, event.data);
    if (event.type !== 'ClaimDenied' && event.type !== 'ClaimDenialRepeated') return lines;
    return denied(lines, event.data, closed);
  }, {});
}

/** Never a decision of the reversal's own remittance: that is the correction, which may come before it. */
function takeBack(standing: DecisionEvent[], { remittanceId, payerControlNumber }: DataOf<'ClaimReversed'>): void {
  const at = standing.findLastIndex(
    ({ type, data }) =>
      type === 'ClaimAdjudicated' &&
      data.payerControlNumber === payerControlNumber &&
      data.remittanceId !== remittanceId,
  );
  const taken = standing[at]?.data;
  if (!taken) return;
  const isPart = ({ data }: DecisionEvent) =>
    data.remittanceId === taken.remittanceId && data.remittanceClaim === taken.remittanceClaim;
  for (let index = standing.length - 1; index >= at; index -= 1)
    if (isPart(standing[index] as DecisionEvent)) standing.splice(index, 1);
}

/** The claim's sums over its lines. */
export function decisionSums(decisions: LineDecisions) {
  const sums = { paidCents: 0, patientCents: 0, contractualCents: 0, deniedCents: 0 };
  for (const decision of Object.values(decisions)) {
    sums.paidCents += decision.paidCents;
    sums.patientCents += decision.patientCents;
    sums.contractualCents += decision.contractualCents;
    sums.deniedCents += decision.deniedCents;
  }
  return sums;
}
