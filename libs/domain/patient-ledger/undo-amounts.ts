import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import { sumCents } from '#libs/kernel/money.js';
import { accept, type RefusalDetail, type Result } from '#libs/kernel/result.js';
import { evolveLedger } from './evolve.js';
import type { LedgerState } from './state.js';
import type { AdjudicatedAmount, TherapyLine } from './therapy-amounts.js';
import { contest, linesOf, type OfClaim } from './therapy-commands.js';

/** The posting of a remittance was undone: what it had decided of a claim's lines is as it was before. */
export interface UndoTherapyAmounts extends OfClaim {
  readonly type: 'UndoTherapyAmounts';
  readonly remittanceId: string;
  /** Denials of other remittances that it had settled, and that stand again; `lines` null: every line of the claim. */
  readonly contested: readonly { readonly lines: readonly number[] | null; readonly remittanceId: string }[];
}

type Decided = Result<readonly LedgerEvent[], RefusalDetail>;

/** What the remittance had allowed or contested; that of it which nobody else decided is reserved again. */
function freed(ids: OfClaim, remittanceId: string, lines: readonly TherapyLine[]): LedgerEvent[] {
  const isIts = (each: { readonly remittanceId: string }) => each.remittanceId === remittanceId;
  const touched = lines.filter((line) => line.contestedBy === remittanceId || line.adjudicated.some(isIts));
  if (touched.length === 0) return [];
  const reservedAgain = touched.filter((line) => line.adjudicated.every((each) => each.reversed || isIts(each)));
  const standing = ({ adjudicated, contestedBy, contestedCents }: TherapyLine) =>
    sumCents(adjudicated.filter((each) => isIts(each) && !each.reversed).map((each) => each.amountCents)) +
    (contestedBy === remittanceId ? contestedCents : 0);
  return [
    {
      type: 'TherapyAmountReleased',
      data: {
        ...ids,
        reason: 'posting-undone',
        undoneRemittanceId: remittanceId,
        lines: touched.map((line) => ({
          line: line.line,
          code: line.code,
          pool: line.pool,
          amountCents: standing(line),
        })),
        reservedAgain: reservedAgain.map(({ line, expectedCents }) => ({ line, amountCents: expectedCents })),
      },
    },
  ];
}

const keyOf = ({ remittanceId, payerControlNumber }: AdjudicatedAmount) => `${remittanceId}|${payerControlNumber}`;

/** Decisions that the remittance had taken back count again, each as its payer made it. */
function restored(ids: OfClaim, remittanceId: string, lines: readonly TherapyLine[]): LedgerEvent[] {
  const taken = lines.flatMap((line) =>
    line.adjudicated
      .filter((each) => each.reversedBy === remittanceId && each.remittanceId !== remittanceId)
      .map((each) => ({ line, each })),
  );
  return [...new Set(taken.map(({ each }) => keyOf(each)))].map((key): LedgerEvent => {
    const ofDecision = taken.filter(({ each }) => keyOf(each) === key);
    const { remittanceId: decidedIn = '', payerControlNumber = '', decidedOn } = ofDecision[0]?.each ?? {};
    return {
      type: 'TherapyAmountAdjudicated',
      data: {
        ...ids,
        remittanceId: decidedIn,
        payerControlNumber,
        ...(decidedOn === undefined ? {} : { decidedOn }),
        lines: ofDecision.map(({ line: { line, code, pool }, each }) => ({
          line,
          code,
          pool,
          amountCents: each.amountCents,
        })),
      },
    };
  });
}

/** Nothing where the remittance had said nothing of the claim's lines, or no longer does. */
export function undoAmounts(command: UndoTherapyAmounts, state: LedgerState): Decided {
  const { type: _type, remittanceId, contested, ...ids } = command;
  const lines = linesOf(state, ids.claimId, null);
  const restoredOnce = restored(ids, remittanceId, lines).filter((event) => !stands(event, lines));
  const events = [...freed(ids, remittanceId, lines), ...restoredOnce];
  if (events.length === 0) return accept([]);
  let after = events.reduce(evolveLedger, state);
  for (const denied of contested) {
    const again = contest({ type: 'ContestTherapyAmounts', ...ids, ...denied }, after);
    if (!again.ok) return again;
    events.push(...again.value);
    after = again.value.reduce(evolveLedger, after);
  }
  return accept(events);
}

/** The decision counts already: it was restored before. */
function stands(event: LedgerEvent, lines: readonly TherapyLine[]): boolean {
  if (event.type !== 'TherapyAmountAdjudicated') return false;
  const { remittanceId, payerControlNumber } = event.data;
  return lines.some(({ adjudicated }) =>
    adjudicated.some((each) => !each.reversed && keyOf(each) === `${remittanceId}|${payerControlNumber}`),
  );
}
