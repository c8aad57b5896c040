import { denialsOf, payerKindOfFilingIndicator } from '#libs/domain/denial-case/classify.js';
import { builtInClassificationRules } from '#libs/domain/denial-case/reference/built-in.js';
import type { PayerKind, PracticeProfile } from '#libs/rules/practice.js';
import type { Remittance, RemittanceClaim, RemittanceLine } from '#libs/x12/remittance.js';
import { today } from '../billing/scrubbed-days.js';

/** The kind that the practice gives to a remittance's payer, found by its identifier, else by its name. */
function kindByPractice(remittance: Remittance, practice: PracticeProfile | undefined): PayerKind | undefined {
  const ids = new Set([
    remittance.payerDetail.id,
    ...(remittance.payerDetail.references ?? []).map((one) => one.value),
  ]);
  const payers = practice?.payers ?? [];
  const name = remittance.payer.trim().toUpperCase();
  return (
    payers.find((payer) => payer.x12Id !== undefined && ids.has(payer.x12Id)) ??
    payers.find((payer) => payer.name.trim().toUpperCase() === name)
  )?.kind;
}

function shownLine(line: RemittanceLine) {
  const { code, modifiers, chargeCents, paidCents, units, serviceDate, control, allowedCents, billedCode } = line;
  const { adjustments, remarks } = line;
  return {
    code,
    modifiers,
    chargeCents,
    paidCents,
    units,
    serviceDate,
    control,
    allowedCents,
    billedCode,
    adjustments,
    remarks,
  };
}

function shownClaim(claim: RemittanceClaim, remittance: Remittance, practice: PracticeProfile | undefined) {
  const payerKind = kindByPractice(remittance, practice) ?? payerKindOfFilingIndicator(claim.filingIndicator);
  const { patientControlNumber, payerControlNumber, status, chargeCents, paidCents, patientCents, reversal } = claim;
  return {
    patientControlNumber,
    payerControlNumber,
    status,
    chargeCents,
    paidCents,
    patientCents,
    reversal,
    originalPayerControlNumber: claim.originalPayerControlNumber,
    crossedOver: claim.crossedOver || undefined,
    adjustments: claim.adjustments,
    remarks: claim.remarks,
    lines: claim.lines.map(shownLine),
    denials: denialsOf(claim, {
      payerKind,
      on: remittance.date ?? today(practice),
      rules: builtInClassificationRules(),
    }),
  };
}

/** A remittance as `era` shows it: what the payer decided, without the names of patients. */
export function shownRemittance(remittance: Remittance, practice: PracticeProfile | undefined) {
  const { control, traceNumber, payer, paymentCents, date, balanced } = remittance;
  return {
    control,
    traceNumber,
    payer,
    paymentCents,
    date,
    balanced,
    claims: remittance.claims.map((claim) => shownClaim(claim, remittance, practice)),
    providerAdjustments: remittance.providerAdjustments,
    problems: remittance.problems,
  };
}

export type ShownRemittance = ReturnType<typeof shownRemittance>;
