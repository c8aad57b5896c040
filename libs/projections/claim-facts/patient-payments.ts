import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;
type PatientMoneyEvent = Extract<
  ClaimEvent,
  { type: 'PatientPaymentPosted' | 'PatientPaymentReversed' | 'PatientBalanceOpened' | 'PatientBalanceWithdrawn' }
>;

/** Money from the patient, or back to the patient (`refund`); always above 0. */
export interface PatientPayment {
  readonly paymentId: string;
  readonly kind: 'copay' | 'payment' | 'refund';
  readonly amountCents: number;
  readonly receivedOn: string;
  readonly postedBy: string;
  readonly reversedBy: string | null;
}

/** What a claim's row knows of the patient's money. `patientShareCents`: what the last payer left; null before it has answered. */
export interface PatientMoney {
  readonly patientPayments: readonly PatientPayment[];
  readonly patientShareCents: number | null;
  readonly patientPaidCents: number;
  /** Below 0 where the patient has paid too much; 0 before the last payer has answered. */
  readonly patientOwesCents: number;
}

export const NO_PATIENT_MONEY: PatientMoney = {
  patientPayments: [],
  patientShareCents: null,
  patientPaidCents: 0,
  patientOwesCents: 0,
};

function paymentsAfter(before: readonly PatientPayment[], event: PatientMoneyEvent): readonly PatientPayment[] {
  if (event.type === 'PatientPaymentPosted') {
    const { paymentId, kind, amountCents, receivedOn, postedBy } = event.data;
    return [...before, { paymentId, kind, amountCents, receivedOn, postedBy, reversedBy: null }];
  }
  if (event.type !== 'PatientPaymentReversed') return before;
  const { paymentId, reversedBy } = event.data;
  return before.map((one) => (one.paymentId === paymentId ? { ...one, reversedBy } : one));
}

function shareAfter(before: number | null, event: PatientMoneyEvent): number | null {
  if (event.type === 'PatientBalanceOpened') return event.data.shareCents;
  return event.type === 'PatientBalanceWithdrawn' ? null : before;
}

/** Folds one event into the patient's money. */
export function evolvePatientMoney(before: PatientMoney, event: PatientMoneyEvent): PatientMoney {
  const patientPayments = paymentsAfter(before.patientPayments, event);
  const patientShareCents = shareAfter(before.patientShareCents, event);
  const patientPaidCents = patientPayments
    .filter(({ reversedBy }) => reversedBy === null)
    .reduce((sum, { kind, amountCents }) => sum + (kind === 'refund' ? -amountCents : amountCents), 0);
  const patientOwesCents = patientShareCents === null ? 0 : patientShareCents - patientPaidCents;
  return { patientPayments, patientShareCents, patientPaidCents, patientOwesCents };
}
