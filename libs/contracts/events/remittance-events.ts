import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { adjustment, cents, date } from './shapes.js';

/* These names and fields are storage format: every store holds them for ever. Add fields, never rename or reuse one; change meaning only with a new version and an upcaster. */

const remittance = { remittanceId: z.string(), payerId: z.string() };

/** A service line as the payer reported it. */
export const remittanceLine = z.object({
  code: z.string(),
  modifiers: z.array(z.string()),
  /** SVC06: what we billed, where the payer changed the code. */
  billedCode: z.string().optional(),
  units: z.number().optional(),
  chargeCents: cents,
  paidCents: cents,
  serviceDate: date.optional(),
  lineControlNumber: z.string().optional(),
  /** AMT*B6. */
  allowedCents: cents.optional(),
  adjustments: z.array(adjustment),
  remarks: z.array(z.string()),
});
export type RemittanceLine = z.infer<typeof remittanceLine>;

const claimAmounts = {
  /** 0-based place of the CLP in its transaction. */
  index: z.int(),
  status: z.string(),
  reversal: z.boolean(),
  chargeCents: cents,
  paidCents: cents,
  patientCents: cents,
  adjustments: z.array(adjustment),
  remarks: z.array(z.string()),
  lines: z.array(remittanceLine),
  crossedOver: z.boolean(),
};

export const RemittanceReceived = defineEvent('RemittanceReceived', 1, {
  clear: {
    ...remittance,
    payerName: z.string(),
    /** TRN02, TRN03, BPR16, BPR02. */
    traceNumber: z.string(),
    originatorId: z.string(),
    paymentDate: date,
    paymentCents: cents,
    transactionControlNumber: z.string(),
    claimCount: z.int(),
    fileId: z.string(),
    interchangeId: z.string(),
    /** Remittances that came before under the same TRN02 and TRN03, with another amount or date: a warning. */
    sameNumberAs: z.array(z.string()).optional(),
    /** How it came: an X12 file (where absent), or keyed in from paper by a person. */
    source: z.enum(['file', 'paper']).optional(),
    /** The person who keyed it in, or who posted it again after it was undone. */
    postedBy: z.string().optional(),
  },
});
/** Nothing of it was posted. */
export const RemittanceRejected = defineEvent('RemittanceRejected', 1, {
  clear: {
    ...remittance,
    problems: z.array(z.object({ segment: z.string(), position: z.int(), message: z.string() })),
  },
});
export const RemittanceClaimMatched = defineEvent('RemittanceClaimMatched', 1, {
  clear: {
    ...remittance,
    ...claimAmounts,
    claimId: z.string(),
    patientId: z.string(),
    submissionNumber: z.int(),
    payerControlNumber: z.string(),
    /** REF*F8: the decision that this one takes back or replaces, where the payer names it. */
    originalPayerControlNumber: z.string().optional(),
    paymentDate: date,
    how: z.enum(['payer-control-number', 'patient-control-number', 'person']),
    /** The person who found the claim. */
    matchedBy: z.string().optional(),
  },
});
/** Money that has no claim of ours yet: waits for a person. */
export const RemittanceClaimUnmatched = defineEvent('RemittanceClaimUnmatched', 1, {
  clear: { ...remittance, ...claimAmounts, reason: z.string() },
  sealed: {
    patientControlNumber: z.string(),
    payerControlNumber: z.string(),
    originalPayerControlNumber: z.string().optional(),
    /** REF*6R of each line, in the order of the lines; null where the payer gave none. */
    lineControlNumbers: z.array(z.string().nullable()).optional(),
    /** What tells a person whose it may be: the subscriber's number and the patient as the payer named them. */
    memberId: z.string().optional(),
    patientName: z.object({ lastName: z.string(), firstName: z.string().optional() }).optional(),
  },
});
/** A person found that it is none of ours: its money stands in the payment and belongs to no claim. */
export const RemittanceClaimIgnored = defineEvent('RemittanceClaimIgnored', 1, {
  clear: { ...remittance, index: z.int(), ignoredBy: z.string() },
  sealed: { reason: z.string() },
});
/** A PLB amount: + takes money away. */
export const ProviderAdjustmentPosted = defineEvent('ProviderAdjustmentPosted', 1, {
  clear: { ...remittance, index: z.int(), reason: z.string(), amountCents: cents },
  sealed: { reference: z.string() },
});
export const RemittancePosted = defineEvent('RemittancePosted', 1, {
  clear: {
    ...remittance,
    matchedClaims: z.int(),
    unmatchedClaims: z.int(),
    claimPaidCents: cents,
    providerAdjustmentCents: cents,
    paymentCents: cents,
  },
});
/** The posting of the payment was taken back whole, with everything that it did to claims; the payment may be posted anew. */
export const RemittanceUndone = defineEvent('RemittanceUndone', 1, {
  clear: {
    ...remittance,
    undoneBy: z.string(),
    /** The claims that it was posted to. */
    claimIds: z.array(z.string()),
  },
  sealed: { reason: z.string() },
});

export const remittanceEvents = [
  RemittanceReceived,
  RemittanceRejected,
  RemittanceClaimMatched,
  RemittanceClaimUnmatched,
  RemittanceClaimIgnored,
  ProviderAdjustmentPosted,
  RemittancePosted,
  RemittanceUndone,
] as const;
export type RemittanceEvent = EventOf<(typeof remittanceEvents)[number]>;
