import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';

/** What a case of money to be given back knows beside what every case does. */
export interface CaseOverpayment {
  /** Still to be given back. */
  readonly outstandingCents: Cents;
  /** Dates of the payer's demand letters. */
  readonly demandedOn: readonly LocalDate[];
}

export type OverpaymentEvent = Extract<
  DenialEvent,
  { type: 'DemandLetterReceived' | 'OverpaymentChanged' | 'OverpaymentReturned' | 'OverpaymentDismissed' }
>;

/** Folds one event into it. */
export function evolveOverpayment(overpayment: CaseOverpayment, event: OverpaymentEvent): CaseOverpayment {
  switch (event.type) {
    case 'DemandLetterReceived':
      return { ...overpayment, demandedOn: [...overpayment.demandedOn, event.data.letterDate] };
    case 'OverpaymentChanged':
      return { ...overpayment, outstandingCents: event.data.outstandingCents };
    case 'OverpaymentReturned':
    case 'OverpaymentDismissed':
      return { ...overpayment, outstandingCents: overpayment.outstandingCents - event.data.amountCents };
  }
}
