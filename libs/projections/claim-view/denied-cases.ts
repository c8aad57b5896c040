import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import { deniedShares, newestDenial, withClosed } from '../closed-cases.js';
import type { ClaimRow } from './claim-row.js';

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;
type Of<Type extends ClaimEvent['type']> = Extract<ClaimEvent, { type: Type }>['data'];

const without = (numbers: readonly number[], ended: readonly { readonly number: number }[]) =>
  numbers.filter((number) => !ended.some((one) => one.number === number));

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, cents) => sum + cents, 0);

/** Whose the claim is once the insurer has nothing of it to decide. */
const balanceLeft = ({ primaryClaimId }: ClaimRow, patientCents: number) =>
  patientCents > 0 && !primaryClaimId ? 'patient' : 'closed';

/** Denied, for the first time or again: the insurer is to decide otherwise, unless the practice has given the case up or closed it. */
export function deniedIn(
  row: ClaimRow,
  { number, lines, supersedes = [] }: Of<'ClaimDenied' | 'ClaimDenialRepeated'>,
): Partial<ClaimRow> {
  const givenUp = without(row.givenUp ?? [], supersedes);
  const others = without(row.openDenials, supersedes);
  const closed = row.closedCases ?? [];
  const isOver = givenUp.includes(number) || closed.some((one) => one.number === number);
  const openDenials = others.includes(number) || isOver ? others : [...others, number];
  const shares = deniedShares({ number }, lines, closed);
  const patientCents = row.patientCents - sumOf(shares.map(({ forgivenCents }) => forgivenCents));
  return {
    adjudication: row.paidCents > 0 ? 'partly-paid' : 'denied',
    balance: openDenials.length > 0 ? 'insurer' : balanceLeft(row, patientCents),
    deniedCents: row.deniedCents + sumOf(shares.map(({ deniedCents }) => deniedCents)),
    patientCents,
    openDenials,
    givenUp,
  };
}

/** Cases whose lines a payment answered. */
export function settledIn(row: ClaimRow, { settledDenials }: Of<'ClaimPaid'>): Partial<ClaimRow> {
  return {
    openDenials: without(row.openDenials, settledDenials),
    givenUp: without(row.givenUp ?? [], settledDenials),
  };
}

/** A case that is given up is open no more; with the last one the claim is the patient's or nobody's. */
export function writtenOffIn(row: ClaimRow, { number, remainingCents = 0 }: Of<'ClaimWrittenOff'>): Partial<ClaimRow> {
  if (number === undefined) return { balance: 'closed' };
  if (remainingCents > 0 || !row.openDenials.includes(number)) return {};
  const openDenials = without(row.openDenials, [{ number }]);
  const givenUp = [...(row.givenUp ?? []), number];
  if (openDenials.length > 0) return { openDenials, givenUp };
  return { openDenials, givenUp, balance: balanceLeft(row, row.patientCents) };
}

/** A case that was given up is open again, unless the payer has settled it meanwhile. */
export function writeOffReversedIn(row: ClaimRow, { number }: Of<'ClaimWriteOffReversed'>): Partial<ClaimRow> {
  const { givenUp = [] } = row;
  if (!givenUp.includes(number)) return {};
  return {
    openDenials: [...row.openDenials, number],
    givenUp: without(givenUp, [{ number }]),
    balance: 'insurer',
  };
}

/** A case that a person closed is open no more; with the last one the claim is the patient's or nobody's. */
export function closedIn(row: ClaimRow, event: Of<'ClaimDenialClosed'>): Partial<ClaimRow> {
  const decisions = row.decisions ?? [];
  const closedCases = withClosed(row.closedCases ?? [], decisions, event);
  const isOpen = row.openDenials.includes(event.number);
  if (!isOpen) return { closedCases };
  const openDenials = without(row.openDenials, [event]);
  const shares = deniedShares(event, newestDenial(decisions, event.number)?.lines ?? [], closedCases);
  const patientCents = row.patientCents - sumOf(shares.map(({ forgivenCents }) => forgivenCents));
  const deniedCents = Math.max(0, row.deniedCents - event.amountCents);
  const balance = openDenials.length > 0 ? row.balance : balanceLeft(row, patientCents);
  return { closedCases, openDenials, patientCents, deniedCents, balance };
}
