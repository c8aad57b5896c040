import { sumCents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { ClaimLine, LineAdjudication } from '#libs/x12/claim.js';
import type { RemittanceAdjustment } from '#libs/x12/remittance.js';
import type { DecidedLine, PriorDecision } from './prior-decisions.js';

/** What changes the payment: an adjustment of nothing, with which some payers give a reason, is no part of an 837P. */
export function effective(adjustments: readonly RemittanceAdjustment[]): RemittanceAdjustment[] {
  return adjustments.filter(({ amountCents }) => amountCents !== 0);
}

/** What the patient still owes: the adjustments that the payer put upon the patient. */
export function patientOwes(adjustments: readonly RemittanceAdjustment[]): number {
  return sumCents(adjustments.filter(({ group }) => group === 'PR').map(({ amountCents }) => amountCents));
}

/**
 * A payer's decision about each of our lines, tied by line control number (REF*6R), else by code, modifiers, day and charge. A payer may
 * have split a line into several of its own. Refused where a line of either side is left over.
 */
export function lineAdjudications(
  lines: readonly ClaimLine[],
  { claim, paidOn }: PriorDecision,
  payerId: string,
): Result<readonly (readonly LineAdjudication[])[]> {
  const adjudications: LineAdjudication[][] = lines.map(() => []);
  for (const decided of claim.lines) {
    const place = placeOf(decided, lines, adjudications);
    if (place === -1)
      return refuse('cob.line-unknown', `the remittance has a line of ${decided.code} that the claim has not`);
    adjudications[place]?.push(adjudication(decided, paidOn, payerId));
  }
  const missing = adjudications.findIndex((own) => own.length === 0);
  if (missing !== -1)
    return refuse(
      'cob.line-undecided',
      `the remittance decides nothing about line ${missing + 1}`,
      `lines[${missing}]`,
    );
  return accept(adjudications);
}

function placeOf(
  decided: DecidedLine,
  lines: readonly ClaimLine[],
  taken: readonly (readonly LineAdjudication[])[],
): number {
  const byControl = lines.findIndex((line) => line.lineControlNumber === decided.control);
  if (byControl !== -1) return byControl;
  const code = decided.billedCode ?? decided.code;
  const modifiers = (decided.billedCode === undefined ? decided.modifiers : (decided.billedModifiers ?? [])).join();
  return lines.findIndex(
    (line, index) =>
      taken[index]?.length === 0 &&
      line.code === code &&
      line.modifiers.join() === modifiers &&
      line.chargeCents === decided.chargeCents &&
      (decided.serviceDate === undefined || line.serviceDate === decided.serviceDate),
  );
}

function adjudication(decided: DecidedLine, adjudicatedOn: string, payerId: string): LineAdjudication {
  const { paidCents, code, modifiers, units, adjustments } = decided;
  return {
    payerId,
    paidCents,
    code,
    modifiers,
    units,
    adjustments: effective(adjustments),
    adjudicatedOn,
    patientOwesCents: patientOwes(adjustments),
  };
}
