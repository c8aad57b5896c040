import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Layer } from './layer.js';
import { withLayer } from './layer.js';
import type { Reference } from './reference.js';
import { TABLE_NAMES, type TableName } from './tables/all-tables.js';
import type { ReferenceTables } from './tables/reference-tables.js';

/** What a layer would change: something new, something else, or something that ends. */
export interface ReferenceChange {
  readonly table: TableName;
  readonly name: string;
  readonly change: 'added' | 'changed' | 'ended';
  /** The day of the comparison: one on which something of the layer begins. */
  readonly on: LocalDate;
  readonly before?: string;
  readonly after?: string;
}

function shownOn(tables: ReferenceTables, table: TableName, on: LocalDate): Map<string, string> {
  return new Map([...tables[table].inForce(on)].map(([name, { shown }]) => [name, shown]));
}

function* changesOn(
  table: TableName,
  on: LocalDate,
  before: ReferenceTables,
  after: ReferenceTables,
): Generator<ReferenceChange> {
  if (before[table] === after[table]) return;
  const [old, next] = [shownOn(before, table, on), shownOn(after, table, on)];
  for (const [name, shown] of next) {
    const was = old.get(name);
    if (was === undefined) yield { table, name, change: 'added', on, after: shown };
    else if (was !== shown) yield { table, name, change: 'changed', on, before: was, after: shown };
  }
  for (const [name, was] of old) if (!next.has(name)) yield { table, name, change: 'ended', on, before: was };
}

/** What is otherwise on the days on which something of the layer begins. The same change is told once, for its first day. */
export function* changesOf(reference: Reference, layer: Layer): Generator<ReferenceChange> {
  const after = withLayer(reference.tables, layer);
  const told = new Map<string, string>();
  for (const on of [...layer.starts].sort())
    for (const table of TABLE_NAMES)
      for (const one of changesOn(table, on, reference.tables, after)) {
        const key = `${table} ${one.name}`;
        const what = JSON.stringify([one.change, one.before, one.after]);
        if (told.get(key) === what) continue;
        told.set(key, what);
        yield one;
      }
}
