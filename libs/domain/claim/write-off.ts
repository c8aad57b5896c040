import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { Cents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { withAxes } from './evolve-adjudication.js';
import type { CaseWriteOff, ClaimState } from './state.js';

/** A case of the claim as its own stream has it: what of it is written off, and what is still denied. */
export interface BalanceWriteOff {
  readonly number: number;
  readonly writtenOffCents: Cents;
  readonly remainingCents: Cents;
  /** Of the newest write-off. */
  readonly reason: string;
}

const writtenOffOf = (state: ClaimState, number: number) =>
  state.writeOffs.find((one) => one.number === number)?.cents ?? 0;

/** Makes the claim's amount what the case's is: writes off what is missing, or takes back what is too much. */
export function balanceWriteOff(command: BalanceWriteOff, state: ClaimState): Result<readonly ClaimEvent[]> {
  const { number, writtenOffCents, remainingCents, reason } = command;
  if (state.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
  const { claimId, patientId, payerId } = state;
  // What was paid before stays paid.
  if (state.denials.some((denial) => denial.number === number && denial.duplicate)) return accept([]);
  const missing = writtenOffCents - writtenOffOf(state, number);
  const data = { claimId, patientId, payerId, number, amountCents: Math.abs(missing) };
  if (missing === 0) return accept([]);
  if (missing < 0) return accept([{ type: 'ClaimWriteOffReversed', data }]);
  const remaining = remainingCents > 0 ? { remainingCents } : {};
  return accept([{ type: 'ClaimWrittenOff', data: { ...data, reason, ...remaining } }]);
}

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
