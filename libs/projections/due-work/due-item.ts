/** What a worker may have to do later. Names are keys of stored rows and of jobs in flight. */
export type DueKind =
  | 'claim-release'
  | 'claim-submit'
  | 'claim-silent'
  | 'month-end'
  | 'day-begins'
  | 'resubmission'
  | 'deadline-alarm'
  | 'deadline-missed'
  | 'wait-over';

/** Open until the event that it leads to stands in the stream; superseded where that event will never be wanted. */
export type DueState = 'open' | 'done' | 'superseded';

/** One thing to be done at an instant of the business clock. `kind` and `intent` name it; a higher revision replaces an earlier one. */
export interface DueItem {
  readonly kind: DueKind;
  /** Made of ids alone, unique within its kind. */
  readonly intent: string;
  /** ISO 8601 in UTC. */
  readonly dueAt: string;
  /** From 1; the queue knows a job by kind, intent and revision. */
  readonly revision: number;
  readonly state: DueState;
  /** The ids and numbers that the intent is made of. */
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

/** All due work of one stream, in the order in which it was first asked for. */
export type DueItems = readonly DueItem[];

/** Adds an item, or opens it anew: under a higher revision where the same intent was there before. */
export function open(items: DueItems, item: Omit<DueItem, 'state' | 'revision'> & { revision?: number }): DueItems {
  const index = items.findIndex(({ kind, intent }) => kind === item.kind && intent === item.intent);
  const before = items[index];
  const opened: DueItem = {
    ...item,
    revision: Math.max(item.revision ?? 1, (before?.revision ?? 0) + 1),
    state: 'open',
  };
  return before ? items.with(index, opened) : [...items, opened];
}

/** Moves the open items that match to a state; those that are done or superseded stay what they are. */
export function settle(items: DueItems, state: 'done' | 'superseded', matches: (item: DueItem) => boolean): DueItems {
  return items.map((item) => (item.state === 'open' && matches(item) ? { ...item, state } : item));
}
