import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { type CaseClock, type ClockStart, clockStarted } from './case-clock.js';
import { isPerson } from './desk-state.js';
import type { CaseOverpayment } from './overpayment-state.js';
import { notOpen } from './refusals.js';
import { type DenialState, idsOf } from './state.js';

/** The payer asks for the money in writing: from the letter's date its clocks run. */
export interface RecordDemandLetter {
  readonly type: 'RecordDemandLetter';
  readonly letterDate: LocalDate;
  /** What the letter asks for. */
  readonly amountCents: Cents;
  readonly by: string;
  /** What the letter starts: rebuttal, appeal, and until when an appeal stops the recoupment. */
  readonly clocks: readonly CaseClock[];
  readonly start: ClockStart;
  /** The practice's calendar day. */
  readonly today: LocalDate;
}

/** The practice gives money back by itself. */
export interface ReturnOverpayment {
  readonly type: 'ReturnOverpayment';
  readonly amountCents: Cents;
  readonly method: 'check' | 'eft' | 'offset-request' | 'portal';
  readonly returnedOn: LocalDate;
  readonly by: string;
}

/** A person finds that nothing is to be given back. */
export interface DismissOverpayment {
  readonly type: 'DismissOverpayment';
  readonly reason: string;
  readonly by: string;
}

/** The claim says what is still to be given back: the payer took some, it was returned, decisions changed. */
export interface ChangeOverpayment {
  readonly type: 'ChangeOverpayment';
  readonly outstandingCents: Cents;
  readonly because: Extract<DenialEvent, { type: 'OverpaymentChanged' }>['data']['because'];
}

type Decided = Result<readonly DenialEvent[]>;
type How = Extract<DenialEvent, { type: 'DenialResolved' }>['data']['how'];

/** How a case ends when nothing is to be given back any more. A decision that is taken back gave the money back with the payment. */
const ENDS: Readonly<Record<ChangeOverpayment['because'], How>> = {
  decision: 'recouped',
  recouped: 'recouped',
  returned: 'returned',
  'not-overpaid': 'not-overpaid',
  reported: 'not-overpaid',
  'posting-undone': 'posting-undone',
};

function overpaymentOf(state: DenialState): Result<CaseOverpayment> {
  if (state.status !== 'open') return notOpen(state);
  return state.overpayment
    ? accept(state.overpayment)
    : refuse('overpayment.other-kind', 'The case is about no overpayment.');
}

/** The same letter again is no second one. */
export function recordDemandLetter(command: RecordDemandLetter, state: DenialState): Decided {
  const found = overpaymentOf(state);
  if (!found.ok) return found;
  const { letterDate, amountCents, by, clocks, start, today } = command;
  if (letterDate > today) return refuse('demand-letter.future', 'must not lie in the future', 'letterDate');
  if (!(amountCents > 0)) return refuse('demand-letter.amount', 'must be more than 0', 'amountCents');
  if (found.value.demandedOn.includes(letterDate)) return accept([]);
  const ids = idsOf(state);
  return accept([
    { type: 'DemandLetterReceived', data: { ...ids, letterDate, amountCents, recordedBy: by } },
    ...clocks.map((clock) => clockStarted(ids, clock, amountCents, start)),
  ]);
}

/** At most what is outstanding; the case ends once the claim has counted it. */
export function returnOverpayment(command: ReturnOverpayment, state: DenialState): Decided {
  const found = overpaymentOf(state);
  if (!found.ok) return found;
  const { amountCents, method, returnedOn, by } = command;
  if (!isPerson(by)) return refuse('overpayment.person-missing', 'Only a person gives money back.', 'by');
  if (!(amountCents > 0 && amountCents <= found.value.outstandingCents))
    return refuse('overpayment.amount', 'must be more than 0 and at most what is outstanding', 'amountCents');
  return accept([
    { type: 'OverpaymentReturned', data: { ...idsOf(state), amountCents, method, returnedOn, returnedBy: by } },
  ]);
}

/** With a reason and a person's name: an overpayment never ends because nobody looked. */
export function dismissOverpayment({ reason, by }: DismissOverpayment, state: DenialState): Decided {
  const found = overpaymentOf(state);
  if (!found.ok) return found;
  const amountCents = found.value.outstandingCents;
  if (!isPerson(by)) return refuse('overpayment.person-missing', 'Only a person finds that.', 'by');
  if (reason.trim() === '') return refuse('overpayment.reason-missing', 'must not be blank', 'reason');
  if (amountCents === 0) return accept([]);
  return accept([
    { type: 'OverpaymentDismissed', data: { ...idsOf(state), amountCents, dismissedBy: by, reason: reason.trim() } },
  ]);
}

/** Ends the case where nothing is outstanding any more. */
export function changeOverpayment({ outstandingCents, because }: ChangeOverpayment, state: DenialState): Decided {
  const found = overpaymentOf(state);
  if (!found.ok) return state.status === 'none' ? found : accept([]);
  const ids = idsOf(state);
  const changed: DenialEvent = { type: 'OverpaymentChanged', data: { ...ids, outstandingCents, because } };
  if (outstandingCents > 0) return accept(outstandingCents === found.value.outstandingCents ? [] : [changed]);
  return accept([changed, { type: 'DenialResolved', data: { ...ids, how: ENDS[because], recoveredCents: 0 } }]);
}
