import type { StoredEvent } from '#libs/event-store/event.js';
import type { Json } from '#libs/kernel/json.js';
import type { Row, ViewProjection } from './runner/view-projection.js';

/** What a row's fold is told of an event: its business time, and its type with the fields in clear. */
export interface EventRecord<Event> {
  readonly occurredAt: string;
  readonly event: Event;
}

export interface RowViewOptions<ViewRow, Event> {
  readonly name: string;
  readonly foldVersion: number;
  readonly category: string;
  readonly table: string;
  /** Null in and out before the stream's first event that makes a row. */
  evolve(row: ViewRow | null, record: EventRecord<Event>): ViewRow | null;
  /** Fields that are the fold's memory and no columns. */
  readonly memory?: readonly (keyof ViewRow)[];
}

const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A view whose row is its state: each field is a column of the same name in snake case. */
export function rowView<ViewRow extends object, Event>(
  options: RowViewOptions<ViewRow, Event>,
): ViewProjection<ViewRow> {
  const memory = new Set<string>(options.memory as readonly string[] | undefined);
  return {
    name: options.name,
    foldVersion: options.foldVersion,
    categories: [options.category],
    table: options.table,
    evolve: (row, stored: StoredEvent) => {
      const event = { type: stored.type, data: stored.data } as Event;
      const next = options.evolve(row, { occurredAt: stored.occurredAt, event });
      if (!next) throw new Error(`the stream begins with ${stored.type}, which makes no row of ${options.name}`);
      return next;
    },
    columns: (row): Row =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([field]) => !memory.has(field))
          .map(([field, value]) => [snake(field), value as Json]),
      ),
  };
}
