import type { RemittanceLine as PostedLine } from '#libs/contracts/events/remittance-events.js';
import type { Adjustment } from '#libs/contracts/events/shapes.js';
import type { RemittanceTransaction, RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { remittanceIdOf } from '#libs/contracts/streams.js';
import { addYears, type LocalDate } from '#libs/kernel/local-date.js';
import type { Problem } from '#libs/x12/problem.js';
import type { Remittance, RemittanceAdjustment, RemittanceClaim, RemittanceLine } from '#libs/x12/remittance.js';

/** From whom a remittance came to us. */
export interface RemittanceSource {
  readonly payerId: string;
  /** The practice's day on which the file came: stands in for a payment date that is missing. */
  readonly receivedOn: LocalDate;
}

function adjustmentsOf(adjustments: readonly RemittanceAdjustment[]): Adjustment[] {
  return adjustments.map(({ group, reason, amountCents }) => ({ group, reason, amountCents }));
}

function lineOf(line: RemittanceLine): PostedLine {
  const { code, modifiers, billedCode, units, chargeCents, paidCents, serviceDate, control, allowedCents } = line;
  return {
    code,
    modifiers: [...modifiers],
    ...(billedCode === undefined ? {} : { billedCode }),
    units,
    chargeCents,
    paidCents,
    ...(serviceDate === undefined ? {} : { serviceDate }),
    ...(control === undefined ? {} : { lineControlNumber: control }),
    ...(allowedCents === undefined ? {} : { allowedCents }),
    adjustments: adjustmentsOf(line.adjustments),
    remarks: [...line.remarks],
  };
}

/** What helps a person to find the claim where its numbers do not: sealed by whoever posts it, and dropped once the claim is found. */
function evidenceOf({ patientData: { patient, subscriber } }: RemittanceClaim) {
  const memberId = subscriber?.id ?? patient?.id;
  const { lastName, firstName } = patient ?? {};
  return {
    ...(memberId === undefined || memberId === '' ? {} : { memberId }),
    ...(lastName === undefined ? {} : { patientName: { lastName, ...(firstName === undefined ? {} : { firstName }) } }),
  };
}

function claimOf(claim: RemittanceClaim): RemittanceTransactionClaim {
  const { patientControlNumber, payerControlNumber, originalPayerControlNumber, status, reversal } = claim;
  return {
    patientControlNumber,
    payerControlNumber,
    ...(originalPayerControlNumber === undefined ? {} : { originalPayerControlNumber }),
    status,
    reversal,
    chargeCents: claim.chargeCents,
    paidCents: claim.paidCents,
    patientCents: claim.patientCents,
    adjustments: adjustmentsOf(claim.adjustments),
    remarks: [...claim.remarks],
    lines: claim.lines.map(lineOf),
    crossedOver: claim.crossedOver,
    ...evidenceOf(claim),
  };
}

/** What a payment cannot be posted without, beside its balance: a date and a number that make it the same payment when it comes again. */
function missing(remittance: Remittance, receivedOn: LocalDate): Problem[] {
  const problems: Problem[] = [];
  if (remittance.date === null) problems.push({ segment: 'BPR', position: 2, message: 'BPR16 is no payment date' });
  else if (remittance.date > addYears(receivedOn, 1))
    problems.push({ segment: 'BPR', position: 2, message: 'BPR16 lies more than a year ahead' });
  if (remittance.traceNumber === '') problems.push({ segment: 'TRN', position: 3, message: 'TRN02 is missing' });
  return problems;
}

/**
 * A remittance as it is posted: codes, amounts and control numbers. Names and ids of persons stay behind, in the file, which is kept
 * encrypted, but for what finds a claim that its numbers do not find. Not balanced where it lacks what makes it one payment: that posts nothing, with the reason.
 */
export function remittanceTransaction(remittance: Remittance, source: RemittanceSource): RemittanceTransaction {
  const { payer, traceNumber, originatorId, paymentCents, control, providerAdjustments } = remittance;
  const paymentDate = remittance.date ?? source.receivedOn;
  const claims = remittance.claims.map(claimOf);
  const lacking = missing(remittance, source.receivedOn);
  return {
    remittanceId: remittanceIdOf({
      payer: source.payerId,
      traceNumber,
      originatorId,
      paymentDate: remittance.date ?? '',
      paymentCents,
      claims,
    }),
    payerId: source.payerId,
    payerName: payer,
    traceNumber,
    originatorId,
    paymentDate,
    paymentCents,
    transactionControlNumber: control,
    balanced: remittance.balanced && lacking.length === 0,
    problems: [...lacking, ...remittance.problems].map(({ segment, position, message }) => ({
      segment,
      position,
      message,
    })),
    claims,
    providerAdjustments: providerAdjustments.map(({ reason, reference, amountCents }) => ({
      reason,
      reference,
      amountCents,
    })),
  };
}
