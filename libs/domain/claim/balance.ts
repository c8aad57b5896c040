import type { AdjudicatedLine, Adjustment, DeniedLine } from '#libs/contracts/events/shapes.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';
import {
  type Adjudication,
  type ClaimDenial,
  type ClaimState,
  newestSubmission,
  standingAdjudications,
  writtenOffOf,
} from './state.js';

/** How a charge is split, in cents: charge = paid + adjustments + patient + open, for each line and for the claim. */
export interface Balance {
  readonly chargeCents: Cents;
  /** By the claim's own payer, in decisions that stand. */
  readonly paidCents: Cents;
  /** What payers took off for good: groups CO, OA and PI, without what stands denied. */
  readonly adjustmentCents: Cents;
  /** Patient responsibility (group PR), without what stands denied: never an amount of another group. */
  readonly patientCents: Cents;
  /** Denied, by any group. */
  readonly deniedCents: Cents;
  /** Neither paid, adjusted nor the patient's: undecided or denied. */
  readonly openCents: Cents;
}

/** `line`: null for what a payer tied to no line of ours, or decided about the claim as a whole; its charge is 0. */
export interface LineBalance extends Balance {
  readonly line: number | null;
}

const PATIENT = 'PR';
const NO_BALANCE: Balance = {
  chargeCents: 0,
  paidCents: 0,
  adjustmentCents: 0,
  patientCents: 0,
  deniedCents: 0,
  openCents: 0,
};

function plus(a: Balance, b: Partial<Balance>): Balance {
  const sum = (field: keyof Balance) => a[field] + (b[field] ?? 0);
  return {
    chargeCents: sum('chargeCents'),
    paidCents: sum('paidCents'),
    adjustmentCents: sum('adjustmentCents'),
    patientCents: sum('patientCents'),
    deniedCents: sum('deniedCents'),
    openCents: sum('openCents'),
  };
}

/** What a decision says of a charge: a part of the open amount becomes paid, adjusted or the patient's. */
function split(chargeCents: Cents, paidCents: Cents, adjustments: readonly Adjustment[]): Partial<Balance> {
  const of = (isPatient: boolean) =>
    sumCents(adjustments.filter(({ group }) => (group === PATIENT) === isPatient).map((one) => one.amountCents));
  return { paidCents, adjustmentCents: of(false), patientCents: of(true), openCents: -chargeCents };
}

type Shares = ReadonlyMap<number | null, Partial<Balance>>;

function added(shares: Map<number | null, Partial<Balance>>, line: number | null, more: Partial<Balance>): void {
  shares.set(line, plus({ ...NO_BALANCE, ...shares.get(line) }, more));
}

/** One decision's part of each line; the claim's own adjustments, and what no line of it was paid, belong to no line. */
function sharesOf(decision: Adjudication, state: ClaimState): Shares {
  const shares = new Map<number | null, Partial<Balance>>();
  const of = (lines: readonly AdjudicatedLine[], amount: 'chargeCents' | 'paidCents') =>
    sumCents(lines.map((line) => line[amount]));
  for (const { line, chargeCents, paidCents, adjustments } of decision.lines)
    added(shares, line, split(chargeCents, paidCents, adjustments));
  const restCents = decision.chargeCents - of(decision.lines, 'chargeCents');
  const restPaid = decision.paidCents - of(decision.lines, 'paidCents');
  if (restCents !== 0 || restPaid !== 0 || decision.adjustments.length > 0)
    added(shares, null, split(restCents, restPaid, decision.adjustments));
  for (const denied of deniedIn(decision, state)) {
    const { line = null, group, deniedCents, forgivenCents } = denied;
    const from = group === PATIENT ? { patientCents: -deniedCents } : { adjustmentCents: -deniedCents };
    added(shares, line, { ...from, deniedCents, openCents: deniedCents });
    added(shares, line, { patientCents: -forgivenCents, adjustmentCents: forgivenCents });
  }
  return shares;
}

/** A denied line: what of it is still denied, and what was laid on the patient and is not asked of the patient. */
type StandingLine = Pick<DeniedLine, 'line' | 'group' | 'deniedCents'> & { readonly forgivenCents: Cents };

/**
 * Of a case that a person closed only what had been written off before stays denied. The rest is as the payer adjusted it, but the patient's group becomes
 * the patient's only where the case was closed as that.
 */
function standingLines(lines: readonly DeniedLine[], { closed }: ClaimDenial, writtenOff: Cents): StandingLine[] {
  let left = closed ? writtenOff : Number.POSITIVE_INFINITY;
  return lines.map(({ line, group, deniedCents: cents }) => {
    const deniedCents = Math.min(left, cents);
    left -= deniedCents;
    const isForgiven = closed === 'no-action-needed' && group === PATIENT;
    return { line, group, deniedCents, forgivenCents: isForgiven ? cents - deniedCents : 0 };
  });
}

/** What the decision denied: with a case of its own, or as an open case had it before, of whose lines it may answer some alone. */
function deniedIn({ remittanceId, remittanceClaim, lines }: Adjudication, state: ClaimState): readonly StandingLine[] {
  const answered = new Set(lines.map(({ line }) => line));
  // A case that was withdrawn with its posting is none; posted again, the same place has another.
  return state.denials
    .filter((denial) => denial.state !== 'withdrawn')
    .flatMap((denial) =>
      denial.answers
        .filter((answer) => answer.remittanceId === remittanceId && answer.remittanceClaim === remittanceClaim)
        .map((answer) => answer.lines.filter(({ line }) => line === undefined || answered.has(line)))
        .flatMap((denied) => standingLines(denied, denial, writtenOffOf(state, denial.number))),
    );
}

/**
 * A later decision stands in place of an earlier one for the lines that both name. Where one of them names no line, it decided the claim as a whole: the
 * later one stands alone.
 */
function standingShares(state: ClaimState): readonly Shares[] {
  const stands: Shares[] = [];
  for (const decision of standingAdjudications(state)) {
    const latest = sharesOf(decision, state);
    const named = [...latest.keys()].filter((line) => line !== null);
    for (const [index, before] of stands.entries()) {
      const wasWhole = [...before.keys()].every((line) => line === null);
      const isOver = named.length === 0 || wasWhole || named.some((line) => before.has(line));
      const kept = [...before].filter(([line]) => named.length > 0 && (line === null ? !isOver : !latest.has(line)));
      stands[index] = new Map(kept);
    }
    stands.push(latest);
  }
  return stands;
}

/** How each charge line stands, as it was sent last; 0 of a claim that was voided. */
export function lineBalances(state: ClaimState): readonly LineBalance[] {
  const newest = newestSubmission(state);
  const charged = newest?.frequency === '8' ? [] : (newest?.lines ?? state.lines);
  const balances = new Map<number | null, Balance>();
  for (const { line, chargeCents } of charged)
    balances.set(line, { ...NO_BALANCE, chargeCents, openCents: chargeCents });
  for (const shares of standingShares(state))
    for (const [line, share] of shares) balances.set(line, plus(balances.get(line) ?? NO_BALANCE, share));
  return [...balances].map(([line, balance]) => ({ line, ...balance }));
}

/** How the claim stands with its own payer: its lines together. What was written off of it is still in `openCents`. */
export function claimBalance(state: ClaimState): Balance {
  return lineBalances(state).reduce<Balance>((sum, line) => plus(sum, line), NO_BALANCE);
}

/** By how many cents charge = paid + adjustments + patient + open fails; 0 always, or money was lost or made. */
export function unbalancedCents(balance: Balance): Cents {
  const { chargeCents, paidCents, adjustmentCents, patientCents, openCents } = balance;
  return chargeCents - (paidCents + adjustmentCents + patientCents + openCents);
}
