import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { unknownCase } from './refusals.js';
import { type DenialState, idsOf } from './state.js';
import { type PracticeCalendar, waitOnDenial } from './wait.js';

export const CONTACT_CHANNELS = ['portal', 'phone', 'fax', 'mail', 'email'] as const;

/** What came of it: the payer works on it, asks for something, stands by its denial, …; `no-answer` where nobody was reached. */
export const CONTACT_OUTCOMES = [
  'in-process',
  'reprocessing',
  'payment-issued',
  'denial-upheld',
  'information-requested',
  'records-received',
  'claim-not-on-file',
  'appeal-received',
  'no-answer',
  'other',
] as const;

/** Somebody of the practice spoke with the payer about the case, or wrote. */
export interface ContactPayer {
  readonly type: 'ContactPayer';
  readonly channel: (typeof CONTACT_CHANNELS)[number];
  readonly outcome: (typeof CONTACT_OUTCOMES)[number];
  /** ISO 8601; one contact an instant. */
  readonly at: string;
  readonly by: string;
  /** Whom at the payer. */
  readonly person?: string;
  readonly referenceNumber?: string;
  readonly note?: string;
  /** When to ask again: until then the case waits for the payer. */
  readonly nextOn?: LocalDate;
  readonly calendar: PracticeCalendar;
}

/** Also of a closed case, which cannot wait any more: a contact that asks for that is refused. */
export function contactPayer(command: ContactPayer, state: DenialState): Result<readonly DenialEvent[]> {
  const { channel, outcome, at: contactedAt, by: contactedBy, nextOn, calendar } = command;
  if (state.status === 'none') return unknownCase();
  if (state.desk.contactedAt.includes(contactedAt)) return accept([]);
  const { person, referenceNumber, note } = command;
  if (outcome === 'other' && note === undefined)
    return refuse('contact.note-missing', 'This outcome needs a note.', 'note');
  const waits =
    nextOn === undefined
      ? accept([])
      : waitOnDenial({ type: 'WaitOnDenial', waitingFor: 'payer', until: nextOn, calendar }, state, 'nextOn');
  if (!waits.ok) return waits;
  const contacted: DenialEvent = {
    type: 'PayerContacted',
    data: {
      ...idsOf(state),
      ...{ channel, outcome, contactedAt, contactedBy },
      ...(nextOn === undefined ? {} : { nextOn }),
      ...(person === undefined ? {} : { person }),
      ...(referenceNumber === undefined ? {} : { referenceNumber }),
      ...(note === undefined ? {} : { note }),
    },
  };
  return accept([contacted, ...waits.value]);
}
