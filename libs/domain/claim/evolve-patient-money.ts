import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';
import type { ClaimState, PatientPayment } from './state.js';

type PatientMoneyEvent = Extract<
  ClaimEvent,
  { type: 'PatientPaymentPosted' | 'PatientPaymentReversed' | 'PatientBalanceOpened' | 'PatientBalanceWithdrawn' }
>;

/** What the patient has paid and not got back. */
export function patientPaidCents({ patientPayments }: Pick<ClaimState, 'patientPayments'>): Cents {
  const signed = ({ kind, amountCents }: PatientPayment) => (kind === 'refund' ? -amountCents : amountCents);
  return sumCents(patientPayments.filter((payment) => !payment.reversed).map(signed));
}

/** What the patient still owes: nothing before the last payer has answered; below 0 where the patient has paid too much. */
export function patientOwesCents(state: Pick<ClaimState, 'patientPayments' | 'patientShareCents'>): Cents {
  return state.patientShareCents === null ? 0 : state.patientShareCents - patientPaidCents(state);
}

/** Folds the patient's payments, and what the patient is to pay. */
export function evolvePatientMoney(state: ClaimState, event: PatientMoneyEvent): ClaimState {
  switch (event.type) {
    case 'PatientPaymentPosted': {
      const { paymentId, kind, amountCents, receivedOn } = event.data;
      const payment: PatientPayment = { paymentId, kind, amountCents, receivedOn, reversed: false };
      return { ...state, patientPayments: [...state.patientPayments, payment] };
    }
    case 'PatientPaymentReversed': {
      const { paymentId } = event.data;
      const patientPayments = state.patientPayments.map((payment) =>
        payment.paymentId === paymentId ? { ...payment, reversed: true } : payment,
      );
      return { ...state, patientPayments };
    }
    case 'PatientBalanceOpened':
      return { ...state, patientShareCents: event.data.shareCents };
    case 'PatientBalanceWithdrawn':
      return { ...state, patientShareCents: null };
  }
}
