import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import type { ClaimRow } from './claim-row.js';

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;
type Of<Type extends ClaimEvent['type']> = Extract<ClaimEvent, { type: Type }>['data'];

const without = (numbers: readonly number[], ended: readonly { readonly number: number }[]) =>
  numbers.filter((number) => !ended.some((one) => one.number === number));

/** Denied, for the first time or again: the insurer is to decide otherwise. */
export function deniedIn(
  row: ClaimRow,
  { number, deniedCents, supersedes = [] }: Of<'ClaimDenied' | 'ClaimDenialRepeated'>,
): Partial<ClaimRow> {
  const givenUp = without(row.givenUp ?? [], supersedes);
  const open = without(row.openDenials, supersedes);
  return {
    adjudication: row.paidCents > 0 ? 'partly-paid' : 'denied',
    balance: 'insurer',
    deniedCents: row.deniedCents + deniedCents,
    openDenials: open.includes(number) || givenUp.includes(number) ? open : [...open, number],
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
  return { openDenials, givenUp, balance: row.patientCents > 0 && !row.primaryClaimId ? 'patient' : 'closed' };
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
