import { formatCents } from '#libs/kernel/money.js';
import type { ShownRemittance } from './shown-remittance.js';
import { table } from './table.js';

/** A remittance for people: a heading, its claims with what was denied, and its problems. */
export function remittanceTable(remittance: ShownRemittance): string {
  const { payer, traceNumber, date, paymentCents, balanced } = remittance;
  const state = balanced ? '' : ', DOES NOT BALANCE';
  const heading = `${payer} ${traceNumber} of ${date ?? 'no date'}: ${formatCents(paymentCents)}${state}\n`;
  const claims = table(
    ['claim', 'payer claim', 'status', 'charge', 'paid', 'patient', 'denied'],
    remittance.claims.map((claim) => [
      claim.patientControlNumber,
      claim.payerControlNumber,
      claim.status,
      formatCents(claim.chargeCents),
      formatCents(claim.paidCents),
      formatCents(claim.patientCents),
      claim.denials.map((one) => `${one.group}-${one.reason} ${one.category} → ${one.action}`).join('; '),
    ]),
  );
  const outside = remittance.providerAdjustments.map((one) => `  ${one.reason} ${formatCents(one.amountCents)}\n`);
  const problems = remittance.problems.map((one) => `  ${one.segment} ${one.position}: ${one.message}\n`);
  return `${heading}${claims}${outside.join('')}${problems.join('')}\n`;
}
