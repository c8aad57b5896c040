import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { ledgerEvents } from '#libs/contracts/events/ledger-events.js';
import { type DueItems, open, settle } from './due-item.js';

type LedgerEvent = ClearPartOf<(typeof ledgerEvents)[number]>;

/** What a patient's year has to be woken for: days that wait for the end of their month, until they are coded without waiting. */
export function ledgerDueWork(items: DueItems, event: LedgerEvent): DueItems {
  if (event.type !== 'DayCoded') return items;
  const { patientId, payerId, dateOfService, sessions, monthClosesAt } = event.data;
  // A payer is named by its practice: in whatever signs, of which the queue takes not all.
  const intent = `${patientId}-${encodeURIComponent(payerId)}-${dateOfService}`;
  const isOfDay = (item: DueItems[number]) => item.kind === 'month-end' && item.intent === intent;
  const sessionId = sessions[0]?.sessionId;
  if (sessionId === undefined) return settle(items, 'superseded', isOfDay);
  if (monthClosesAt === undefined) return settle(items, 'done', isOfDay);
  if (items.some((item) => isOfDay(item) && item.state === 'open' && item.dueAt === monthClosesAt)) return items;
  const detail = { patientId, payerId, dateOfService, sessionId };
  return open(items, { kind: 'month-end', intent, dueAt: monthClosesAt, detail });
}
