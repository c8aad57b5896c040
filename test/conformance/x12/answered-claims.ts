import { sumCents } from '#libs/kernel/money.js';
import type { ClaimLine, ProfessionalClaim } from '#libs/x12/claim.js';
import { readClaims } from '#libs/x12/read/claim-837p-reader.js';
import type { AdviceAdjustment, AdviceClaim, AdviceLine } from '#libs/x12/remittance-advice.js';
import { adviceFile } from '#libs/x12/testing/advice-file.js';

/** Four fifths of half the charge are paid, a fifth of it is the patient's, the other half is written off. */
function division(chargeCents: number): { readonly paidCents: number; readonly adjustments: AdviceAdjustment[] } {
  const allowedCents = Math.floor(chargeCents / 2);
  const coinsuranceCents = Math.floor(allowedCents / 5);
  return {
    paidCents: allowedCents - coinsuranceCents,
    adjustments: [
      { group: 'CO', reason: '45', amountCents: chargeCents - allowedCents },
      { group: 'PR', reason: '2', amountCents: coinsuranceCents },
    ],
  };
}

function answeredLine({ code, modifiers, units, chargeCents, serviceDate, lineControlNumber }: ClaimLine): AdviceLine {
  return {
    ...{ code, modifiers, units, chargeCents, serviceDate, control: lineControlNumber, remarks: [] },
    ...division(chargeCents),
  };
}

function answered(claim: ProfessionalClaim, manner: 'by line' | 'by claim'): AdviceClaim {
  const chargeCents = sumCents(claim.lines.map((line) => line.chargeCents));
  const lines = manner === 'by line' ? claim.lines.map(answeredLine) : [];
  const whole = division(chargeCents);
  const paidCents = lines.length > 0 ? sumCents(lines.map((line) => line.paidCents)) : whole.paidCents;
  return {
    patientControlNumber: claim.patientControlNumber,
    payerControlNumber: 'ICN1',
    status: '1',
    chargeCents,
    paidCents,
    patientCents: 0,
    filingIndicator: claim.subscriber.claimFilingIndicator,
    patient: claim.subscriber,
    adjustments: lines.length > 0 ? [] : whole.adjustments,
    remarks: ['MA01'],
    lines,
  };
}

/** The 835 of a payer that takes every claim of an 837P and pays each in the same proportion, by line or as a whole. */
export function answeredClaims(file: string, manner: 'by line' | 'by claim'): string {
  const read = readClaims([Buffer.from(file)]);
  if (!read.ok) throw new Error(read.refusal.message);
  const claims = read.value.transactions.flatMap((transaction) => transaction.claims.map(({ claim }) => claim));
  return adviceFile(
    claims.map((claim) => answered(claim, manner)),
    { payer: { name: 'First Payer', id: 'PAYER1' }, payeeNpi: '1234567893' },
  );
}
