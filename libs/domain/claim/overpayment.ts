import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { lastCaseNumber } from './case-numbers.js';
import { evolveClaim } from './evolve.js';
import { type Adjudication, type ClaimState, standingAdjudications } from './state.js';
import { openOverpayment } from './variance-state.js';

/** The provider ledger tied money to the claim: + the payer took it beside its payments, − it puts that off. */
export interface TieClaimRecoupment {
  readonly type: 'TieClaimRecoupment';
  readonly entryId: string;
  readonly amountCents: Cents;
}

/** A person, or a payer's letter, says that the payer has paid too much. */
export interface ReportOverpayment {
  readonly type: 'ReportOverpayment';
  readonly amountCents: Cents;
}

/** Money went back, or is not to go back after all. */
export interface SettleOverpayment {
  readonly type: 'SettleOverpayment';
  readonly number: number;
  readonly amountCents: Cents;
  readonly because: 'returned' | 'not-overpaid';
}

type Because = Extract<ClaimEvent, { type: 'ClaimOverpaymentChanged' }>['data']['because'];
type Source = Extract<ClaimEvent, { type: 'ClaimOverpaid' }>['data']['source'];
type Decided = Result<readonly ClaimEvent[]>;

const names = ({ claimId, patientId, payerId }: ClaimState) => ({ claimId, patientId, payerId });

interface Share {
  readonly paidCents: Cents;
  /** Deductible, coinsurance, copay. */
  readonly patientCents: Cents;
}

/** What one decision gives for one line; for the whole claim where `line` is undefined. */
function shareOf(decision: Adjudication, line: number | undefined): Share {
  const lines = decision.lines.filter((one) => line === undefined || one.line === line);
  const adjustments = [...(line === undefined ? decision.adjustments : []), ...lines.flatMap((one) => one.adjustments)];
  return {
    paidCents: line === undefined ? decision.paidCents : sumCents(lines.map((one) => one.paidCents)),
    patientCents: sumCents(adjustments.filter(({ group }) => group === 'PR').map(({ amountCents }) => amountCents)),
  };
}

/**
 * What was paid beyond the newest decision that is more than a refusal: a duplicate's denial takes nothing back from what was paid, a new
 * answer to a replacement does.
 */
function beyondNewest(decisions: readonly Adjudication[], line: number | undefined): Cents {
  const shares = decisions.map((decision) => shareOf(decision, line));
  const kept = shares.findLast(({ paidCents, patientCents }) => paidCents > 0 || patientCents > 0);
  return Math.max(sumCents(shares.map(({ paidCents }) => paidCents)) - (kept?.paidCents ?? 0), 0);
}

/** What the payer has paid twice: several decisions of one line that all stand, whether of one submission or of several. */
export function paidTwiceCents(state: ClaimState): Cents {
  const standing = standingAdjudications(state);
  const untied = standing.some(({ lines }) => lines.length === 0 || lines.some(({ line }) => line === null));
  if (untied) return beyondNewest(standing, undefined);
  const lines = new Set(standing.flatMap((decision) => decision.lines.map(({ line }) => line as number)));
  return sumCents([...lines].map((line) => beyondNewest(standing, line)));
}

/** What is to be given back now: paid twice, taken back on paper but not in money, or reported; less what the payer took and what was settled. */
export function creditCents(state: ClaimState): Cents {
  const { recoupments, reportedCents, settledCents } = state.variance;
  const taken = sumCents(Object.values(recoupments));
  return Math.max(paidTwiceCents(state) + reportedCents - settledCents - taken, 0);
}

function overpaid(state: ClaimState, overpaidCents: Cents, source: Source): ClaimEvent[] {
  const newest = state.adjudications.at(-1);
  if (!newest) return [];
  const { remittanceId, remittanceClaim, submissionNumber, payerControlNumber, paymentDate } = newest;
  const { payerKind, dateOfService } = state;
  const remitted = { remittanceId, remittanceClaim, submissionNumber, payerControlNumber, paymentDate };
  const number = lastCaseNumber(state) + 1;
  return [
    {
      type: 'ClaimOverpaid',
      data: { ...names(state), ...remitted, payerKind, dateOfService, number, source, overpaidCents },
    },
  ];
}

/** Brings the claim's overpayment to what the state (with everything folded) shows; nothing where it is that already. */
export function overpaymentEvents(state: ClaimState, because: Because, source: Source = 'paid-twice'): ClaimEvent[] {
  const outstandingCents = creditCents(state);
  const open = openOverpayment(state.variance);
  if (!open) return outstandingCents > 0 ? overpaid(state, outstandingCents, source) : [];
  if (open.outstandingCents === outstandingCents) return [];
  const data = { ...names(state), number: open.number, outstandingCents, because };
  return [{ type: 'ClaimOverpaymentChanged', data }];
}

/** What the ledger takes back of a tie comes with the other sign. */
export function tieClaimRecoupment({ entryId, amountCents }: TieClaimRecoupment, state: ClaimState): Decided {
  if (state.adjudications.length === 0)
    return refuse('claim.not-decided', 'No payer has decided the claim.', 'claimId');
  const tied: ClaimEvent = { type: 'ClaimRecoupmentTied', data: { ...names(state), entryId, amountCents } };
  const next = evolveClaim(state, tied);
  return accept([tied, ...overpaymentEvents(next, 'recouped', 'recoupment-pending')]);
}

/** Raises what is to be given back by the amount, or opens a case of it. */
export function reportOverpayment({ amountCents }: ReportOverpayment, state: ClaimState): Decided {
  if (state.adjudications.length === 0)
    return refuse('claim.not-decided', 'No payer has decided the claim.', 'claimId');
  const paid = sumCents(standingAdjudications(state).map(({ paidCents }) => paidCents));
  const open = openOverpayment(state.variance);
  const outstandingCents = (open?.outstandingCents ?? 0) + amountCents;
  if (!(Number.isSafeInteger(amountCents) && amountCents > 0 && outstandingCents <= paid))
    return refuse('overpayment.amount', 'must be more than 0 and at most what the payer has paid', 'amountCents');
  if (!open) return accept(overpaid(state, amountCents, 'reported'));
  const data = { ...names(state), number: open.number, outstandingCents, because: 'reported' as const };
  return accept([{ type: 'ClaimOverpaymentChanged', data }]);
}

/** Of an overpayment that is settled already, nothing. */
export function settleOverpayment({ number, amountCents, because }: SettleOverpayment, state: ClaimState): Decided {
  const overpayment = state.variance.overpayments.find((one) => one.number === number);
  if (!overpayment) return refuse('overpayment.unknown', 'The claim has no such overpayment.', 'number');
  const less = Math.min(amountCents, overpayment.outstandingCents);
  if (less <= 0) return accept([]);
  const outstandingCents = overpayment.outstandingCents - less;
  return accept([{ type: 'ClaimOverpaymentChanged', data: { ...names(state), number, outstandingCents, because } }]);
}
