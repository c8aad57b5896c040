import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { accept, type RefusalDetail, type Result } from '#libs/kernel/result.js';
import type { PoolAmount } from './day-coding.js';
import type { LedgerState } from './state.js';
import { adjudicatedCents, type TherapyLine, takesBack } from './therapy-amounts.js';

export interface OfClaim {
  readonly patientId: string;
  readonly year: number;
  readonly claimId: string;
  readonly dateOfService: string;
}

/** The claim was sent anew over a denial: what nobody allowed of it is reserved again, contested or free as it was. */
export interface ReserveTherapyAmounts extends OfClaim {
  readonly type: 'ReserveTherapyAmounts';
}

/** The payer decided: what it allowed for lines of a claim. */
export interface AdjudicateTherapyAmounts extends OfClaim {
  readonly type: 'AdjudicateTherapyAmounts';
  readonly remittanceId: string;
  readonly payerControlNumber: string;
  /** The payment's date. */
  readonly decidedOn?: LocalDate;
  /** Lines with something allowed; denied ones are contested. */
  readonly lines: readonly PoolAmount[];
}

/** The payer denied lines, and a case is open: what they were expected to be allowed is neither free nor spent. */
export interface ContestTherapyAmounts extends OfClaim {
  readonly type: 'ContestTherapyAmounts';
  readonly remittanceId: string;
  /** Null: every line of the claim. */
  readonly lines: readonly number[] | null;
}

/** The case closed unpaid: what its lines contested is free. */
export interface ReleaseTherapyAmounts extends OfClaim {
  readonly type: 'ReleaseTherapyAmounts';
  readonly reason: string;
  /** Null: every line of the claim. */
  readonly lines: readonly number[] | null;
}

/** The payer took a decision back: exactly what was adjudicated under its control number is free again. */
export interface ReverseTherapyAmounts extends OfClaim {
  readonly type: 'ReverseTherapyAmounts';
  readonly payerControlNumber: string;
  readonly remittanceId: string;
}

type Decided = Result<readonly LedgerEvent[], RefusalDetail>;

/** A claim's lines in the pools; null: all of them. */
export function linesOf(
  state: LedgerState,
  claimId: string,
  numbers: readonly number[] | null,
): readonly TherapyLine[] {
  const lines = state.amounts[claimId]?.lines ?? [];
  return numbers === null ? lines : lines.filter((line) => numbers.includes(line.line));
}

function amount({ line, code, pool }: TherapyLine, amountCents: number) {
  return { line, code, pool, amountCents };
}

/** Lines of which something stands allowed stay as they are, and so does their contested rest. */
export function reserve({ type: _type, ...data }: ReserveTherapyAmounts, state: LedgerState): Decided {
  const undecided = linesOf(state, data.claimId, null).filter(
    (line) => line.expectedCents > 0 && adjudicatedCents(line) === 0,
  );
  if (undecided.every((line) => line.undecided)) return accept([]);
  const lines = undecided.map(({ line, code, pool, expectedCents, deductibleCents, dateOfService }) => ({
    line,
    code,
    pool,
    amountCents: expectedCents,
    ...(deductibleCents > 0 && { deductibleCents }),
    serviceDate: dateOfService,
  }));
  return accept([{ type: 'TherapyAmountReserved', data: { ...data, lines } }]);
}

export function adjudicate(command: AdjudicateTherapyAmounts, state: LedgerState): Decided {
  const { type: _type, lines, ...data } = command;
  const decided = new Set(
    linesOf(state, data.claimId, null)
      .filter((line) =>
        line.adjudicated.some(
          (each) => each.remittanceId === data.remittanceId && each.payerControlNumber === data.payerControlNumber,
        ),
      )
      .map((line) => line.line),
  );
  const counted = lines.filter((line) => !decided.has(line.line));
  return accept(counted.length === 0 ? [] : [{ type: 'TherapyAmountAdjudicated', data: { ...data, lines: counted } }]);
}

export function contest(command: ContestTherapyAmounts, state: LedgerState): Decided {
  const { type: _type, lines: numbers, ...data } = command;
  const lines = linesOf(state, data.claimId, numbers)
    .map((line) => ({ line, amountCents: Math.max(0, line.expectedCents - adjudicatedCents(line)) }))
    .filter(({ line, amountCents }) => (line.undecided || line.contestedCents !== amountCents) && amountCents > 0)
    .map(({ line, amountCents }) => amount(line, amountCents));
  return accept(lines.length === 0 ? [] : [{ type: 'TherapyAmountContested', data: { ...data, lines } }]);
}

export function release(command: ReleaseTherapyAmounts, state: LedgerState): Decided {
  const { type: _type, lines: numbers, ...data } = command;
  const lines = linesOf(state, data.claimId, numbers)
    .filter((line) => line.contestedCents > 0)
    .map((line) => amount(line, line.contestedCents));
  return accept(lines.length === 0 ? [] : [{ type: 'TherapyAmountReleased', data: { ...data, lines } }]);
}

export function reverse(command: ReverseTherapyAmounts, state: LedgerState): Decided {
  const { type: _type, ...data } = command;
  const lines = linesOf(state, data.claimId, null).flatMap((line) => {
    const taken = line.adjudicated.filter((decision) => takesBack(data, decision));
    return taken.length === 0
      ? []
      : [
          amount(
            line,
            taken.reduce((sum, each) => sum + each.amountCents, 0),
          ),
        ];
  });
  return accept(
    lines.length === 0 ? [] : [{ type: 'TherapyAmountReleased', data: { ...data, lines, reason: 'reversed' } }],
  );
}
