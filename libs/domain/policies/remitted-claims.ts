import { UNPROCESSABLE } from '#libs/contracts/remark-codes.js';
import { sumCents } from '#libs/kernel/money.js';
import type { DeniedAmount, RemittedClaim } from '../claim/adjudication.js';
import type { ClaimState } from '../claim/state.js';
import type { ClassificationRules } from '../denial-case/classification-rules.js';
import { findDenials } from '../denial-case/classify.js';
import type { KnownClaim } from '../remittance/match.js';

/** What matching may know of a claim; undefined where no such claim was ever drafted. */
export function knownClaim(state: ClaimState): KnownClaim | undefined {
  if (state.draft === 0) return undefined;
  const { claimId, patientId, payerId, submissions, adjudications, later } = state;
  const sentOn = later.filter(({ crossedOver }) => crossedOver);
  return {
    claimId,
    patientId,
    payerId,
    sentSubmissions: submissions
      .filter(({ state: how }) => how !== 'released')
      .map(({ number, lines, acknowledgedNumber }) => ({
        number,
        chargeCents: sumCents(lines.map((line) => line.chargeCents)),
        lineControlNumbers: lines.map((line) => line.lineControlNumber),
        ...(acknowledgedNumber === undefined ? {} : { payerControlNumber: acknowledgedNumber }),
      })),
    decisions: adjudications.map(({ payerControlNumber, submissionNumber }) => ({
      payerControlNumber,
      submissionNumber,
    })),
    ...(sentOn.length > 0 && {
      crossedOverTo: sentOn.map(({ payerId: to, claimId: id }) => ({ payerId: to, claimId: id })),
    }),
  };
}

/** The amounts that a payer denied of a remitted claim; a line that was paid never counts as unprocessable. */
export function deniedAmounts(
  remitted: RemittedClaim,
  payerKind: ClaimState['payerKind'],
  rules: ClassificationRules,
  payerId?: string,
): readonly DeniedAmount[] {
  return findDenials(remitted, {
    payerKind,
    ...(payerId === undefined ? {} : { payerId }),
    on: remitted.paymentDate,
    rules,
  }).map((found) => ({
    ...(found.line === undefined ? {} : { line: found.line }),
    group: found.group,
    reason: found.reason,
    remarks: found.unprocessable ? found.remarks : found.remarks.filter((remark) => remark !== UNPROCESSABLE),
    unprocessable: found.unprocessable,
    deniedCents: found.deniedCents,
  }));
}
