import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { ledgerEvents } from '#libs/contracts/events/ledger-events.js';
import { type DueItems, type DueKind, open, settle } from './due-item.js';

type LedgerEvent = ClearPartOf<(typeof ledgerEvents)[number]>;
type DayCoded = Extract<LedgerEvent, { type: 'DayCoded' }>['data'];

/** What a patient's year has to be woken for: days that wait for their begin or for the end of their month, until they are coded without waiting. */
export function ledgerDueWork(items: DueItems, event: LedgerEvent): DueItems {
  if (event.type !== 'DayCoded') return items;
  const { data } = event;
  return withWait(withWait(items, 'month-end', data, data.monthClosesAt), 'day-begins', data, data.codeAgainAt);
}

/** One thing that the day may wait for, until the instant that is given, if any. */
function withWait(items: DueItems, kind: DueKind, day: DayCoded, dueAt: string | undefined): DueItems {
  const { patientId, payerId, dateOfService, sessions } = day;
  // A payer is named by its practice: in whatever signs, of which the queue takes not all.
  const intent = `${patientId}-${encodeURIComponent(payerId)}-${dateOfService}`;
  const isOfDay = (item: DueItems[number]) => item.kind === kind && item.intent === intent;
  const sessionId = sessions[0]?.sessionId;
  if (sessionId === undefined) return settle(items, 'superseded', isOfDay);
  if (dueAt === undefined) return settle(items, 'done', isOfDay);
  if (items.some((item) => isOfDay(item) && item.state === 'open' && item.dueAt === dueAt)) return items;
  return open(items, { kind, intent, dueAt, detail: { patientId, payerId, dateOfService, sessionId } });
}
