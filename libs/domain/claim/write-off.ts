import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { Cents } from '#libs/kernel/money.js';
import { withAxes } from './evolve-adjudication.js';
import type { CaseWriteOff, ClaimState } from './state.js';

type WriteOffEvent = Extract<ClaimEvent, { type: 'ClaimWrittenOff' | 'ClaimWriteOffReversed' }>;

function changed(writeOffs: readonly CaseWriteOff[], number: number, cents: Cents): readonly CaseWriteOff[] {
  const before = writeOffs.find((one) => one.number === number)?.cents ?? 0;
  return [...writeOffs.filter((one) => one.number !== number), { number, cents: before + cents }];
}

/** Folds one event. A write-off without a case is one of the whole claim, and closes it. */
export function evolveWriteOff(state: ClaimState, event: WriteOffEvent): ClaimState {
  const { number, amountCents } = event.data;
  const cents = event.type === 'ClaimWrittenOff' ? amountCents : -amountCents;
  const writtenOffCents = state.writtenOffCents + cents;
  if (number === undefined) return { ...state, writtenOffCents, balance: 'closed' };
  const closes = event.type === 'ClaimWrittenOff' && (event.data.remainingCents ?? 0) === 0;
  const [from, to] = closes ? (['open', 'written-off'] as const) : (['written-off', 'open'] as const);
  return withAxes({
    ...state,
    writtenOffCents,
    writeOffs: changed(state.writeOffs, number, cents),
    denials: state.denials.map((denial) =>
      denial.number === number && denial.state === from ? { ...denial, state: to } : denial,
    ),
  });
}

/** Folds the closing of a case by a person. */
export function evolveDenialClosed(
  state: ClaimState,
  { number, how }: Extract<ClaimEvent, { type: 'ClaimDenialClosed' }>['data'],
): ClaimState {
  const denials = state.denials.map((denial) => (denial.number === number ? { ...denial, closed: how } : denial));
  return withAxes({ ...state, denials });
}
