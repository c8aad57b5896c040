import { meetsClock } from '#libs/contracts/appeal-clocks.js';
import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { denialEvents } from '#libs/contracts/events/denial-events.js';
import { alarmRang, deadlinePassed, isDeadline, withDeadline } from './deadline-items.js';
import { type DueItem, type DueItems, open, settle } from './due-item.js';

type DenialEvent = ClearPartOf<(typeof denialEvents)[number]>;
type WaitingData = Extract<DenialEvent, { type: 'DenialWaiting' }>['data'];

/** What a denial case has to be woken for: resubmissions, the alarms of its deadlines, and the day after each. */
export function denialDueWork(items: DueItems, event: DenialEvent): DueItems {
  switch (event.type) {
    case 'ResubmissionScheduled': {
      const { denialId, attempt, handler, dueAt } = event.data;
      const intent = `${denialId}-${attempt}`;
      return open(items, { kind: 'resubmission', intent, dueAt, detail: { denialId, attempt, handler } });
    }
    case 'ResubmissionAttempted':
      return settle(
        items,
        'done',
        ({ kind, detail }) => kind === 'resubmission' && detail.attempt === event.data.attempt,
      );
    case 'DenialWaiting':
      return withWait(items, event.data);
    case 'DenialReturned':
      return settle(items, 'done', isWait);
    case 'DenialRepeated':
    case 'AppealDecided':
      // The payer has answered: nobody waits for it any more.
      return settle(items, 'superseded', isWait);
    case 'AppealDeadlineSet':
      return withDeadline(items, { ...event.data, of: { denialId: event.data.denialId } });
    case 'AppealDeadlineApproaching':
      return alarmRang(items, event.data);
    case 'AppealDeadlineMissed':
      return deadlinePassed(items, event.data.kind);
    case 'AppealFiled':
      // Other clocks of the case run on: a reopening beside an appeal, say, of which nothing is missed any more.
      return settle(
        items,
        'superseded',
        (item) => isDeadline(item) && (meetsClock(event.data.level, String(item.detail.kind)) || isLapse(item)),
      );
    case 'DenialResolved':
    case 'DenialWrittenOff':
      return closed(items);
    case 'DenialReopened':
    case 'DenialWriteOffReversed':
      return items.map((item) => (item.detail.closed === true ? openedAgain(item) : item));
    default:
      return items;
  }
}

const isWait = ({ kind }: DueItem) => kind === 'wait-over';

/** The case comes back at the practice's hour of that day; where that was not recorded, at an hour at which every office has begun its day. */
function withWait(items: DueItems, { denialId, until, returnsAt }: WaitingData): DueItems {
  const dueAt = returnsAt ?? `${until}T14:00:00.000Z`;
  return open(items, { kind: 'wait-over', intent: `${denialId}-wait`, dueAt, detail: { denialId, until } });
}

/** No contractor reopens what is under appeal: the end of that window is no deadline that somebody missed. */
function isLapse({ kind, detail }: DueItem): boolean {
  return kind === 'deadline-missed' && detail.kind === 'reopening';
}

/** Nothing of a closed case is done; its clocks are remembered for the day on which it is opened again. */
function closed(items: DueItems): DueItems {
  return items.map((item) => {
    if (item.state !== 'open') return item;
    const detail = isDeadline(item) ? { ...item.detail, closed: true } : item.detail;
    return { ...item, state: 'superseded', detail };
  });
}

function openedAgain(item: DueItem): DueItem {
  const { closed: _, ...detail } = item.detail;
  return { ...item, detail, state: 'open', revision: item.revision + 1 };
}
