import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { TherapyPool } from '#libs/contracts/events/shapes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';

/** What a payer's decision counted for a line; `reversed` once a CLP02 22 took it back. */
export interface AdjudicatedAmount {
  readonly remittanceId: string;
  readonly payerControlNumber: string;
  /** The payment's date; absent where it was recorded without. */
  readonly decidedOn?: LocalDate;
  readonly amountCents: Cents;
  readonly reversed: boolean;
  /** The remittance that took it back. */
  readonly reversedBy?: string;
}

/** One charge line's part in a therapy pool: first reserved, then adjudicated, contested (denied, its case open) or free again. */
export interface TherapyLine {
  readonly line: number;
  readonly dateOfService: LocalDate;
  readonly code: string;
  readonly pool: TherapyPool;
  /** What coding expected to be allowed. */
  readonly expectedCents: Cents;
  readonly deductibleCents: Cents;
  /** True until the payer decided: then the expected amount counts as reserved. */
  readonly undecided: boolean;
  readonly contestedCents: Cents;
  /** The remittance that contested it last, also where that part is free by now. */
  readonly contestedBy?: string;
  readonly adjudicated: readonly AdjudicatedAmount[];
}

export interface ClaimTherapyAmounts {
  readonly lines: readonly TherapyLine[];
}

/** The three sums of a pool: KX uses all three, figures shown to a payer only the adjudicated one. */
export interface TherapySums {
  readonly reservedCents: Cents;
  readonly adjudicatedCents: Cents;
  readonly contestedCents: Cents;
}

type AmountEvent = Extract<
  LedgerEvent,
  {
    type: 'TherapyAmountReserved' | 'TherapyAmountAdjudicated' | 'TherapyAmountContested' | 'TherapyAmountReleased';
  }
>;
type EventLine = AmountEvent['data']['lines'][number];

/** What standing decisions allow for a line. */
export function adjudicatedCents(line: TherapyLine): Cents {
  return sumCents(line.adjudicated.filter((each) => !each.reversed).map((each) => each.amountCents));
}

/** What a line takes of its pool, whoever has decided about it. */
export function amountOf(line: TherapyLine): Cents {
  const { reservedCents, adjudicatedCents: decided, contestedCents } = sumsOf(line);
  return reservedCents + decided + contestedCents;
}

/** The line's parts in the three sums. */
export function sumsOf(line: TherapyLine): TherapySums {
  return {
    reservedCents: line.undecided ? line.expectedCents : 0,
    adjudicatedCents: adjudicatedCents(line),
    contestedCents: line.contestedCents,
  };
}

function reserved(
  { line, code, pool, amountCents, deductibleCents, serviceDate }: EventLine,
  { dateOfService }: AmountEvent['data'],
): TherapyLine {
  return {
    line,
    dateOfService: serviceDate ?? dateOfService,
    code,
    pool,
    expectedCents: amountCents,
    deductibleCents: deductibleCents ?? 0,
    undecided: true,
    contestedCents: 0,
    adjudicated: [],
  };
}

/** A line that was never reserved (coded without a rate) counts once the payer allowed something. */
function unexpected(line: EventLine, data: AmountEvent['data']): TherapyLine {
  return { ...reserved(line, data), expectedCents: 0, deductibleCents: 0, undecided: false };
}

/** A line that a reservation of its claim leaves out: what the payer has decided about it stays, with the part that is contested. */
function notReserved(line: TherapyLine): TherapyLine {
  return { ...line, undecided: false, contestedCents: adjudicatedCents(line) > 0 ? line.contestedCents : 0 };
}

/** As if that remittance had never said anything of the line. */
function undone(
  { contestedBy, ...line }: TherapyLine,
  remittanceId: string,
  reservedAgain: readonly { readonly line: number }[],
): TherapyLine {
  return {
    ...line,
    undecided: reservedAgain.some((one) => one.line === line.line),
    contestedCents: contestedBy === remittanceId ? 0 : line.contestedCents,
    ...(contestedBy === undefined || contestedBy === remittanceId ? {} : { contestedBy }),
    adjudicated: line.adjudicated.filter((each) => each.remittanceId !== remittanceId),
  };
}

function changed(line: TherapyLine, of: EventLine, event: AmountEvent): TherapyLine {
  switch (event.type) {
    case 'TherapyAmountReserved':
      return { ...reserved(of, event.data), adjudicated: line.adjudicated };
    case 'TherapyAmountAdjudicated': {
      const { remittanceId, payerControlNumber, decidedOn } = event.data;
      const decision = {
        remittanceId,
        payerControlNumber,
        ...(decidedOn !== undefined && { decidedOn }),
        amountCents: of.amountCents,
        reversed: false,
      };
      return { ...line, undecided: false, contestedCents: 0, adjudicated: [...line.adjudicated, decision] };
    }
    case 'TherapyAmountContested':
      return { ...line, undecided: false, contestedCents: of.amountCents, contestedBy: event.data.remittanceId };
    case 'TherapyAmountReleased': {
      const { payerControlNumber, remittanceId, undoneRemittanceId } = event.data;
      if (undoneRemittanceId !== undefined) return undone(line, undoneRemittanceId, event.data.reservedAgain ?? []);
      if (payerControlNumber === undefined) return { ...line, undecided: false, contestedCents: 0 };
      return {
        ...line,
        adjudicated: line.adjudicated.map((each) =>
          takesBack({ payerControlNumber, remittanceId }, each)
            ? { ...each, reversed: true, ...(remittanceId === undefined ? {} : { reversedBy: remittanceId }) }
            : each,
        ),
      };
    }
  }
}

/** A reversal takes back what earlier remittances decided under its payer control number, never its own remittance's correction. */
export function takesBack(
  reversal: { readonly payerControlNumber: string; readonly remittanceId?: string },
  decision: AdjudicatedAmount,
): boolean {
  return (
    !decision.reversed &&
    decision.payerControlNumber === reversal.payerControlNumber &&
    decision.remittanceId !== reversal.remittanceId
  );
}

/** Folds an event into one claim's amounts. A reservation replaces what the claim had reserved before. */
export function evolveAmounts(before: ClaimTherapyAmounts | undefined, event: AmountEvent): ClaimTherapyAmounts {
  const { lines } = event.data;
  const kept = (before?.lines ?? []).filter(
    (line) => event.type !== 'TherapyAmountReserved' || line.adjudicated.length > 0,
  );
  const named = new Map(lines.map((line) => [line.line, line]));
  const known = new Set(kept.map((line) => line.line));
  return {
    lines: [
      ...kept.map((line) => {
        const of = named.get(line.line);
        if (of) return changed(line, of, event);
        return event.type === 'TherapyAmountReserved' ? notReserved(line) : line;
      }),
      ...lines
        .filter((line) => !known.has(line.line))
        .map((line) => changed(unexpected(line, event.data), line, event)),
    ].sort((a, b) => a.line - b.line),
  };
}
