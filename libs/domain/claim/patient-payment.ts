import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { isLocalDate, type LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { patientPaidCents } from './evolve-patient-money.js';
import type { ClaimState, PatientPayment } from './state.js';

interface ByPerson {
  /** `user:{id}`; never a policy's. */
  readonly by: string;
}

/** The patient paid: at the visit, maybe before the claim is sent, or later. */
export interface PostPatientPayment extends ByPerson {
  readonly type: 'PostPatientPayment';
  /** Unique within the claim; the same one again changes nothing. */
  readonly paymentId: string;
  readonly kind: 'copay' | 'payment';
  readonly amountCents: Cents;
  readonly receivedOn: LocalDate;
  /** The practice's day. */
  readonly today: LocalDate;
}

/** The patient got money back. */
export interface RefundPatient extends ByPerson {
  readonly type: 'RefundPatient';
  readonly paymentId: string;
  readonly amountCents: Cents;
  readonly refundedOn: LocalDate;
  readonly today: LocalDate;
}

/** A payment or refund was entered wrongly, or its money never came. */
export interface ReversePatientPayment extends ByPerson {
  readonly type: 'ReversePatientPayment';
  readonly paymentId: string;
  readonly reason: string;
}

export type PatientPaymentCommand = PostPatientPayment | RefundPatient | ReversePatientPayment;

type Decided = Result<readonly ClaimEvent[]>;

const idsOf = ({ claimId, patientId, payerId }: ClaimState) => ({ claimId, patientId, payerId });

/** Why money may not be posted under these particulars; null where it may. */
function fault(amountCents: Cents, [field, day]: readonly [string, LocalDate], today: LocalDate, by: string) {
  if (!by.startsWith('user:')) return refuse('patient-payment.person-missing', 'Only a person posts it.', 'by');
  if (!Number.isSafeInteger(amountCents) || amountCents <= 0)
    return refuse('patient-payment.amount', 'must be whole cents above 0', 'amountCents');
  if (!isLocalDate(day)) return refuse('patient-payment.date', 'must be a calendar day YYYY-MM-DD that exists', field);
  return day > today ? refuse('patient-payment.date', 'must not lie ahead', field) : null;
}

function posted(
  state: ClaimState,
  payment: Pick<PatientPayment, 'paymentId' | 'kind' | 'amountCents' | 'receivedOn'>,
  postedBy: string,
): ClaimEvent {
  return { type: 'PatientPaymentPosted', data: { ...idsOf(state), ...payment, postedBy } };
}

function post({ paymentId, kind, amountCents, receivedOn, today, by }: PostPatientPayment, state: ClaimState): Decided {
  const refusal = fault(amountCents, ['receivedOn', receivedOn], today, by);
  return refusal ?? accept([posted(state, { paymentId, kind, amountCents, receivedOn }, by)]);
}

function refund({ paymentId, amountCents, refundedOn, today, by }: RefundPatient, state: ClaimState): Decided {
  const refusal = fault(amountCents, ['refundedOn', refundedOn], today, by);
  if (refusal) return refusal;
  if (amountCents > patientPaidCents(state))
    return refuse('patient-payment.refund', 'must be at most what the patient has paid', 'amountCents');
  return accept([posted(state, { paymentId, kind: 'refund', amountCents, receivedOn: refundedOn }, by)]);
}

function reverse({ paymentId, reason, by }: ReversePatientPayment, state: ClaimState): Decided {
  const payment = state.patientPayments.find((one) => one.paymentId === paymentId);
  if (!payment) return refuse('patient-payment.unknown', 'No such payment was ever posted.', 'paymentId');
  if (payment.reversed) return accept([]);
  if (!by.startsWith('user:')) return refuse('patient-payment.person-missing', 'Only a person reverses it.', 'by');
  if (reason.trim() === '') return refuse('patient-payment.reason-missing', 'A reversal needs a reason.', 'reason');
  const { amountCents, kind } = payment;
  if (kind !== 'refund' && patientPaidCents(state) < amountCents)
    return refuse('patient-payment.refunded', 'A part of it was refunded: reverse the refund first.', 'paymentId');
  const data = { ...idsOf(state), paymentId, amountCents, reversedBy: by, reason: reason.trim() };
  return accept([{ type: 'PatientPaymentReversed', data }]);
}

/** What is posted under an id stands; asked again it changes nothing, whatever the amount. */
export function decidePatientPayment(command: PatientPaymentCommand, state: ClaimState): Decided {
  if (state.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
  if (command.type === 'ReversePatientPayment') return reverse(command, state);
  if (state.patientPayments.some((one) => one.paymentId === command.paymentId)) return accept([]);
  return command.type === 'RefundPatient' ? refund(command, state) : post(command, state);
}
