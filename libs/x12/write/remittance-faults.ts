import { isLocalDate } from '#libs/kernel/local-date.js';
import { type Cents, centsToDecimal, sumCents } from '#libs/kernel/money.js';
import type { RefusalDetail } from '#libs/kernel/result.js';
import type { AdviceClaim, AdviceLine, RemittanceAdvice } from '../remittance-advice.js';
import { isCleanIdentifier } from './clean-text.js';

/** MOA has room for five. */
const MOST_CLAIM_REMARKS = 5;

/** The first thing for which an advice cannot be written: an amount that does not balance, or an identifier that X12 cannot carry. */
export function adviceFault(advice: RemittanceAdvice, total: Cents): RefusalDetail | null {
  if (!/^[0-9A-Z]{4,9}$/.test(advice.control)) return fault('control', 'must be 4 to 9 characters');
  if (!isCleanIdentifier(advice.traceNumber, 50))
    return fault('traceNumber', 'must be 1 to 50 characters without separators');
  if (!/^[0-9A-Z]{10}$/.test(advice.originatorId)) return fault('originatorId', 'must be ten letters or digits');
  if (!isLocalDate(advice.date)) return fault('date', 'must be a day');
  if (!/^\d{10}$/.test(advice.payee.npi)) return fault('payee.npi', 'must be ten digits');
  if (!isCleanIdentifier(advice.payer.id, 50))
    return fault('payer.id', 'must be 1 to 50 characters without separators');
  for (const [index, one] of advice.providerAdjustments.entries()) {
    const fits = /^[0-9A-Z]{2}$/.test(one.reason) && (one.reference === '' || isCleanIdentifier(one.reference, 50));
    if (!fits)
      return fault(
        `providerAdjustments[${index}]`,
        'must have a reason of two characters and a reference of at most 50',
      );
  }
  for (const [index, claim] of advice.claims.entries()) {
    const found = claimFault(claim, `claims[${index}]`);
    if (found !== null) return found;
  }
  return total < 0 ? fault('claims', `would be paid ${centsToDecimal(total)}: forward the balance with PLB FB`) : null;
}

function claimFault(claim: AdviceClaim, field: string): RefusalDetail | null {
  if (!isCleanIdentifier(claim.patientControlNumber, 38))
    return fault(`${field}.patientControlNumber`, 'is missing or not clean');
  if (!isCleanIdentifier(claim.payerControlNumber, 50))
    return fault(`${field}.payerControlNumber`, 'is missing or not clean');
  if (claim.remarks.length > MOST_CLAIM_REMARKS)
    return fault(`${field}.remarks`, `must be at most ${MOST_CLAIM_REMARKS}`);
  const { memberId } = claim.patient;
  if (memberId !== undefined && !isCleanIdentifier(memberId, 80))
    return fault(`${field}.patient.memberId`, 'is not clean');
  for (const [index, line] of claim.lines.entries()) {
    const found = lineFault(line, `${field}.lines[${index}]`);
    if (found !== null) return found;
  }
  const lineAdjustments = claim.lines.flatMap(({ adjustments }) => adjustments);
  const adjusted = sumCents([...claim.adjustments, ...lineAdjustments].map(({ amountCents }) => amountCents));
  if (claim.chargeCents - adjusted !== claim.paidCents) {
    return unbalanced(field, 'charge less all adjustments', claim.chargeCents - adjusted, claim.paidCents);
  }
  const charged = sumCents(claim.lines.map(({ chargeCents }) => chargeCents));
  if (claim.lines.length === 0 || charged === claim.chargeCents) return null;
  return unbalanced(field, 'sum of the lines’ charges', charged, claim.chargeCents);
}

function lineFault(line: AdviceLine, field: string): RefusalDetail | null {
  if (!/^[0-9A-Z]{5}$/.test(line.code)) return fault(`${field}.code`, 'must be five letters or digits');
  if (!isLocalDate(line.serviceDate)) return fault(`${field}.serviceDate`, 'must be a day');
  if (line.control !== undefined && !isCleanIdentifier(line.control, 50))
    return fault(`${field}.control`, 'is not clean');
  const left = line.chargeCents - sumCents(line.adjustments.map(({ amountCents }) => amountCents));
  return left === line.paidCents ? null : unbalanced(field, 'charge less adjustments', left, line.paidCents);
}

function fault(field: string, message: string): RefusalDetail {
  return { code: 'remittance.not-writable', field, message: `${field} ${message}` };
}

function unbalanced(field: string, what: string, computed: Cents, stated: Cents): RefusalDetail {
  const message = `${field}: ${what} is ${centsToDecimal(computed)}, paid or charged ${centsToDecimal(stated)}`;
  return { code: 'remittance.unbalanced', field, message };
}
