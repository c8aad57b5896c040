import { type DueItem, type DueItems, open, settle } from './due-item.js';

/** What a deadline asks to be woken for: each alarm, and the instant from which it is missed. */
export interface DeadlineToWatch {
  readonly kind: string;
  /** The ids of the case or claim; the first names the intents. */
  readonly of: Readonly<Record<string, string>>;
  readonly alarms: readonly { readonly daysBefore: number; readonly at: string }[];
  readonly missedAt: string;
}

export const isDeadline = (item: DueItem) => item.kind === 'deadline-alarm' || item.kind === 'deadline-missed';

const isDeadlineOf = (kind: string) => (item: DueItem) => isDeadline(item) && item.detail.kind === kind;

/** A deadline that is set again replaces the alarms that its earlier date had. */
export function withDeadline(items: DueItems, { kind, of, alarms, missedAt }: DeadlineToWatch): DueItems {
  const name = Object.values(of)[0];
  let next = settle(items, 'superseded', isDeadlineOf(kind));
  for (const { daysBefore, at } of alarms) {
    const intent = `${name}-${kind}-${daysBefore}`;
    next = open(next, { kind: 'deadline-alarm', intent, dueAt: at, detail: { ...of, kind, daysBefore } });
  }
  return open(next, {
    kind: 'deadline-missed',
    intent: `${name}-${kind}`,
    dueAt: missedAt,
    detail: { ...of, kind },
  });
}

/** An alarm rang. */
export function alarmRang(items: DueItems, { kind, daysBefore }: { kind: string; daysBefore: number }): DueItems {
  const isIt = isDeadlineOf(kind);
  return settle(
    items,
    'done',
    (item) => item.kind === 'deadline-alarm' && isIt(item) && item.detail.daysBefore === daysBefore,
  );
}

/** The deadline was missed; alarms that did not ring before it never will. */
export function deadlinePassed(items: DueItems, kind: string): DueItems {
  const isIt = isDeadlineOf(kind);
  const missed = settle(items, 'done', (item) => item.kind === 'deadline-missed' && isIt(item));
  return settle(missed, 'superseded', isIt);
}
