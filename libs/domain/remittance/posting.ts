import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import type { RemittanceTransaction, RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { sumCents } from '#libs/kernel/money.js';
import { type KnownClaim, matchClaim } from './match.js';

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

function claimEvent(
  transaction: RemittanceTransaction,
  claim: RemittanceTransactionClaim,
  index: number,
  known: ReadonlyMap<string, KnownClaim>,
): RemittanceEvent {
  const { remittanceId, payerId, paymentDate } = transaction;
  const { patientControlNumber, payerControlNumber, originalPayerControlNumber } = claim;
  const common = { remittanceId, payerId, ...amountsOf(claim, index) };
  const match = matchClaim(claim, payerId, known);
  if (typeof match === 'string') {
    // Where the claim is not ours, its line control numbers may be somebody's account numbers: they stay in the encrypted file.
    const lines = claim.lines.map(({ lineControlNumber: _number, ...line }) => line);
    return {
      type: 'RemittanceClaimUnmatched',
      data: { ...common, lines, reason: match, patientControlNumber, payerControlNumber },
    };
  }
  return {
    type: 'RemittanceClaimMatched',
    data: {
      ...common,
      claimId: match.claim.claimId,
      patientId: match.claim.patientId,
      submissionNumber: match.submissionNumber,
      payerControlNumber,
      ...(originalPayerControlNumber === undefined ? {} : { originalPayerControlNumber }),
      paymentDate,
      how: match.how,
    },
  };
}

/** Everything that a balanced payment causes: each claim matched or left for a person, each provider adjustment, and the sums. */
export function postedEvents(
  transaction: RemittanceTransaction,
  known: ReadonlyMap<string, KnownClaim>,
): readonly RemittanceEvent[] {
  const { remittanceId, payerId, paymentCents } = transaction;
  const claims = transaction.claims.map((claim, index) => claimEvent(transaction, claim, index, known));
  const matchedClaims = claims.filter((event) => event.type === 'RemittanceClaimMatched').length;
  const adjustments = transaction.providerAdjustments.map(
    ({ reason, reference, amountCents }, index): RemittanceEvent => ({
      type: 'ProviderAdjustmentPosted',
      data: { remittanceId, payerId, index, reason, amountCents, reference },
    }),
  );
  return [
    ...claims,
    ...adjustments,
    {
      type: 'RemittancePosted',
      data: {
        remittanceId,
        payerId,
        matchedClaims,
        unmatchedClaims: claims.length - matchedClaims,
        claimPaidCents: sumCents(transaction.claims.map((claim) => claim.paidCents)),
        providerAdjustmentCents: sumCents(transaction.providerAdjustments.map((one) => one.amountCents)),
        paymentCents,
      },
    },
  ];
}
