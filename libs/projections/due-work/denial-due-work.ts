import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { denialEvents } from '#libs/contracts/events/denial-events.js';
import { type DueItem, type DueItems, open, settle } from './due-item.js';

type DenialEvent = ClearPartOf<(typeof denialEvents)[number]>;
type DeadlineSet = Extract<DenialEvent, { type: 'AppealDeadlineSet' }>['data'];

const isDeadline = (item: DueItem) => item.kind === 'deadline-alarm' || item.kind === 'deadline-missed';

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
    case 'AppealDeadlineSet':
      return withDeadline(items, event.data);
    case 'AppealDeadlineApproaching': {
      const { kind, daysBefore } = event.data;
      return settle(
        items,
        'done',
        (item) => item.kind === 'deadline-alarm' && item.detail.kind === kind && item.detail.daysBefore === daysBefore,
      );
    }
    case 'AppealDeadlineMissed':
      return settle(items, 'done', (item) => item.kind === 'deadline-missed' && item.detail.kind === event.data.kind);
    case 'AppealFiled':
      // Other clocks of the case run on: a reopening beside an appeal, say.
      return settle(items, 'superseded', (item) => isDeadline(item) && item.detail.kind === event.data.level);
    case 'DenialResolved':
    case 'DenialWrittenOff':
      return settle(items, 'superseded', () => true);
    default:
      return items;
  }
}

/** A deadline that is set again replaces the alarms that its earlier date had. */
function withDeadline(items: DueItems, { denialId, kind, alarms, missedAt }: DeadlineSet): DueItems {
  let next = settle(items, 'superseded', (item) => isDeadline(item) && item.detail.kind === kind);
  for (const { daysBefore, at } of alarms) {
    const intent = `${denialId}-${kind}-${daysBefore}`;
    next = open(next, { kind: 'deadline-alarm', intent, dueAt: at, detail: { denialId, kind, daysBefore } });
  }
  return open(next, {
    kind: 'deadline-missed',
    intent: `${denialId}-${kind}`,
    dueAt: missedAt,
    detail: { denialId, kind },
  });
}
