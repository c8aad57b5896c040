import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { ledgerEvents } from '#libs/contracts/events/ledger-events.js';
import type { TherapyPool } from '#libs/contracts/events/shapes.js';

type LedgerEvent = ClearPartOf<(typeof ledgerEvents)[number]>;
export type AmountEvent = Extract<LedgerEvent, { type: `TherapyAmount${string}` }>;
type EventLine = AmountEvent['data']['lines'][number];

/** What a line has in its pool: by state, in cents; `decided` holds the payer's decisions that stand. */
interface LineShare {
  readonly pool: TherapyPool;
  readonly reservedCents: number;
  readonly contestedCents: number;
  readonly contestedBy?: string;
  readonly decided: readonly {
    readonly remittanceId: string;
    readonly payerControlNumber: string;
    readonly amountCents: number;
  }[];
}

/** By line number. */
type ClaimShares = Readonly<Record<string, LineShare>>;
/** By claim. */
export type TherapyShares = Readonly<Record<string, ClaimShares>>;

/** As if that remittance had never said anything of the line. */
function undone(share: LineShare, remittanceId: string, reservedCents: number): LineShare {
  const { contestedBy, ...line } = share;
  return {
    ...line,
    reservedCents,
    contestedCents: contestedBy === remittanceId ? 0 : line.contestedCents,
    ...(contestedBy === undefined || contestedBy === remittanceId ? {} : { contestedBy }),
    decided: line.decided.filter((decision) => decision.remittanceId !== remittanceId),
  };
}

function changed(share: LineShare, { line, amountCents }: EventLine, event: AmountEvent): LineShare {
  const undecided = { ...share, reservedCents: 0, contestedCents: 0 };
  switch (event.type) {
    case 'TherapyAmountReserved':
      return { ...undecided, reservedCents: amountCents };
    case 'TherapyAmountAdjudicated': {
      const { remittanceId, payerControlNumber } = event.data;
      return { ...undecided, decided: [...share.decided, { remittanceId, payerControlNumber, amountCents }] };
    }
    case 'TherapyAmountContested':
      return { ...undecided, contestedCents: amountCents, contestedBy: event.data.remittanceId };
    case 'TherapyAmountReleased': {
      const { payerControlNumber, remittanceId, undoneRemittanceId, reservedAgain = [] } = event.data;
      if (undoneRemittanceId !== undefined) {
        const reserved = reservedAgain.find((one) => one.line === line);
        return undone(share, undoneRemittanceId, reserved?.amountCents ?? 0);
      }
      if (payerControlNumber === undefined) return undecided;
      // A correction that came with the reversal, in the same remittance, stands.
      const stands = (decision: LineShare['decided'][number]) =>
        decision.payerControlNumber !== payerControlNumber || decision.remittanceId === remittanceId;
      return { ...share, decided: share.decided.filter(stands) };
    }
  }
}

/** A reservation replaces what the claim had reserved; of other lines only what the payer has decided about stays. */
function keptBy(event: AmountEvent, shares: ClaimShares): ClaimShares {
  if (event.type !== 'TherapyAmountReserved') return shares;
  const decided = Object.entries(shares).filter(([, share]) => share.decided.length > 0);
  return Object.fromEntries(decided.map(([line, share]) => [line, { ...share, reservedCents: 0 }]));
}

/** Folds an event into what the claims hold of the pools. */
export function evolveShares(shares: TherapyShares, event: AmountEvent): TherapyShares {
  const { claimId, lines } = event.data;
  const before = shares[claimId] ?? {};
  const now: Record<string, LineShare> = { ...keptBy(event, before) };
  for (const line of lines) {
    const share = before[line.line] ?? { pool: line.pool, reservedCents: 0, contestedCents: 0, decided: [] };
    now[line.line] = changed(share, line, event);
  }
  return { ...shares, [claimId]: now };
}

/** The three sums of a pool over all claims. */
export function shareSums(shares: TherapyShares, pool: TherapyPool) {
  const sums = { reservedCents: 0, adjudicatedCents: 0, contestedCents: 0 };
  for (const claim of Object.values(shares))
    for (const share of Object.values(claim)) {
      if (share.pool !== pool) continue;
      sums.reservedCents += share.reservedCents;
      sums.contestedCents += share.contestedCents;
      for (const decision of share.decided) sums.adjudicatedCents += decision.amountCents;
    }
  return sums;
}
