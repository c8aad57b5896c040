import {
  type ClassificationContext,
  denialsOf,
  payerKindOfFilingIndicator,
} from '#libs/domain/denial-case/classify.js';
import { builtInClassificationRules } from '#libs/domain/denial-case/reference/built-in.js';
import type { PayerKind, PracticeProfile } from '#libs/rules/practice.js';
import type { RemittanceClaim, RemittanceHeader, RemittanceLine, RemittanceTrailer } from '#libs/x12/remittance.js';
import { today } from '../billing/today.js';

/* A remittance as `era` shows it: what the payer decided, without the names of patients. In the order in which it is read. */

/** The kind that the practice gives to a remittance's payer, found by its identifier, else by its name. */
function kindByPractice(header: RemittanceHeader, practice: PracticeProfile | undefined): PayerKind | undefined {
  const ids = new Set([header.payerDetail.id, ...(header.payerDetail.references ?? []).map((one) => one.value)]);
  const payers = practice?.payers ?? [];
  const name = header.payer.trim().toUpperCase();
  return (
    payers.find((payer) => payer.x12Id !== undefined && ids.has(payer.x12Id)) ??
    payers.find((payer) => payer.name.trim().toUpperCase() === name)
  )?.kind;
}

export function shownHeader({ control, traceNumber, payer, paymentCents, date }: RemittanceHeader) {
  return { control, traceNumber, payer, paymentCents, date };
}

function shownLine(line: RemittanceLine) {
  const { code, modifiers, chargeCents, paidCents, units, serviceDate, control, allowedCents } = line;
  const { billedCode, billedUnits, adjustments, remarks } = line;
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
    billedUnits,
    adjustments,
    remarks,
  };
}

function shownClaim(claim: RemittanceClaim, context: Omit<ClassificationContext, 'payerKind'>, kind?: PayerKind) {
  const payerKind = kind ?? payerKindOfFilingIndicator(claim.filingIndicator);
  const { patientControlNumber, payerControlNumber, status, chargeCents, paidCents, patientCents, reversal } = claim;
  return {
    patientControlNumber,
    payerControlNumber,
    status,
    chargeCents,
    paidCents,
    patientCents,
    reversal,
    correctsClaim: claim.correctsClaim,
    originalPayerControlNumber: claim.originalPayerControlNumber,
    crossedOver: claim.crossedOver || undefined,
    adjustments: claim.adjustments,
    remarks: claim.remarks,
    lines: claim.lines.map(shownLine),
    denials: denialsOf(claim, { ...context, payerKind }),
  };
}

/** Shows the claims of a remittance, each with its denials. The payer's kind is the practice's word, else the claim's. */
export function claimsShownFor(
  header: RemittanceHeader,
  practice: PracticeProfile | undefined,
): (claim: RemittanceClaim) => ShownClaim {
  const kind = kindByPractice(header, practice);
  const context = { on: header.date ?? today(practice), rules: builtInClassificationRules() };
  return (claim) => shownClaim(claim, context, kind);
}

export function shownTrailer({ balanced, providerAdjustments, problems }: RemittanceTrailer) {
  return { balanced, providerAdjustments, problems };
}

export type ShownClaim = ReturnType<typeof shownClaim>;
export type ShownRemittance = ReturnType<typeof shownHeader> &
  ReturnType<typeof shownTrailer> & { readonly claims: readonly ShownClaim[] };
