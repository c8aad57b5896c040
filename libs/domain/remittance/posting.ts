import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import type { RemittanceTransaction, RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { sumCents } from '#libs/kernel/money.js';
import { type KnownClaims, type Match, matchClaim, type Unmatched } from './match.js';
import type { PostedEvent, RemittanceState } from './state.js';

type Waiting = Extract<RemittanceEvent, { type: 'RemittanceClaimUnmatched' }>['data'];

/** What of a remittance's claim may stand in clear: codes and amounts. */
function amountsOf(claim: RemittanceTransactionClaim, index: number) {
  const { status, reversal, chargeCents, paidCents, patientCents, adjustments, remarks, lines, crossedOver } = claim;
  return {
    index,
    status,
    reversal,
    chargeCents,
    paidCents,
    patientCents,
    adjustments: [...adjustments],
    remarks: [...remarks],
    lines: [...lines],
    crossedOver,
  };
}

/** Where the claim is not ours, its line control numbers may be somebody's account numbers: they are sealed with the others. */
function unmatchedEvent(
  { remittanceId, payerId }: RemittanceTransaction,
  claim: RemittanceTransactionClaim,
  index: number,
  reason: Unmatched,
): PostedEvent {
  const { patientControlNumber, payerControlNumber, originalPayerControlNumber, memberId, patientName } = claim;
  return {
    type: 'RemittanceClaimUnmatched',
    data: {
      remittanceId,
      payerId,
      ...amountsOf(claim, index),
      lines: claim.lines.map(({ lineControlNumber: _number, ...line }) => line),
      reason,
      patientControlNumber,
      payerControlNumber,
      ...(originalPayerControlNumber === undefined ? {} : { originalPayerControlNumber }),
      lineControlNumbers: claim.lines.map(({ lineControlNumber }) => lineControlNumber ?? null),
      ...(memberId === undefined ? {} : { memberId }),
      ...(patientName === undefined ? {} : { patientName }),
    },
  };
}

function matchedEvent(
  { remittanceId, payerId, paymentDate }: Pick<RemittanceTransaction, 'remittanceId' | 'payerId' | 'paymentDate'>,
  claim: RemittanceTransactionClaim,
  index: number,
  { claim: { claimId, patientId }, submissionNumber, how, matchedBy }: Match,
): PostedEvent {
  const { payerControlNumber, originalPayerControlNumber } = claim;
  return {
    type: 'RemittanceClaimMatched',
    data: {
      remittanceId,
      payerId,
      ...amountsOf(claim, index),
      claimId,
      patientId,
      submissionNumber,
      payerControlNumber,
      ...(originalPayerControlNumber === undefined ? {} : { originalPayerControlNumber }),
      paymentDate,
      how,
      ...(matchedBy === undefined ? {} : { matchedBy }),
    },
  };
}

/** A claim that waited, as it is posted to the claim that a person found. Of its line control numbers only the claim's own are said in clear. */
export function matchedByPerson(waiting: Waiting, paymentDate: string, match: Match): PostedEvent {
  const { remittanceId, payerId, index, lineControlNumbers = [], reason: _reason, ...rest } = waiting;
  const own = match.claim.sentSubmissions.find(({ number }) => number === match.submissionNumber)?.lineControlNumbers;
  const lines = rest.lines.map((line, at) => {
    const lineControlNumber = lineControlNumbers[at];
    return lineControlNumber && own?.includes(lineControlNumber) ? { ...line, lineControlNumber } : line;
  });
  return matchedEvent({ remittanceId, payerId, paymentDate }, { ...rest, lines }, index, match);
}

/** The sums of a posting. */
function postedSums(posting: readonly PostedEvent[], payment: NonNullable<RemittanceState['received']>): PostedEvent {
  const { remittanceId, payerId, paymentCents } = payment;
  const matched = posting.filter((event) => event.type === 'RemittanceClaimMatched');
  const unmatched = posting.filter((event) => event.type === 'RemittanceClaimUnmatched');
  const adjustments = posting.filter((event) => event.type === 'ProviderAdjustmentPosted');
  return {
    type: 'RemittancePosted',
    data: {
      remittanceId,
      payerId,
      matchedClaims: matched.length,
      unmatchedClaims: unmatched.length,
      claimPaidCents: sumCents([...matched, ...unmatched].map(({ data }) => data.paidCents)),
      providerAdjustmentCents: sumCents(adjustments.map(({ data }) => data.amountCents)),
      paymentCents,
    },
  };
}

/** Everything that a balanced payment causes: each claim matched or left for a person, each provider adjustment, and the sums. */
export function postedEvents(
  transaction: RemittanceTransaction,
  received: NonNullable<RemittanceState['received']>,
  known: KnownClaims,
): readonly RemittanceEvent[] {
  const { remittanceId, payerId } = transaction;
  const claims = transaction.claims.map((claim, index) => {
    const match = matchClaim(claim, payerId, known);
    return typeof match === 'string'
      ? unmatchedEvent(transaction, claim, index, match)
      : matchedEvent(transaction, claim, index, match);
  });
  const adjustments = transaction.providerAdjustments.map(
    ({ reason, reference, amountCents }, index): PostedEvent => ({
      type: 'ProviderAdjustmentPosted',
      data: { remittanceId, payerId, index, reason, amountCents, reference },
    }),
  );
  const posting = [...claims, ...adjustments];
  return [...posting, postedSums(posting, received)];
}

/** What was posted before, once more: claims in the order of the file, then provider adjustments and the sums. */
export function postedAgain(
  { posting }: RemittanceState,
  received: NonNullable<RemittanceState['received']>,
): readonly RemittanceEvent[] {
  const placed = posting.filter((event) => event.type !== 'RemittancePosted');
  const rank = ({ type }: PostedEvent) => (type === 'ProviderAdjustmentPosted' ? 1 : 0);
  const again = [...placed].sort((a, b) => rank(a) - rank(b) || a.data.index - b.data.index);
  return [...again, postedSums(again, received)];
}
