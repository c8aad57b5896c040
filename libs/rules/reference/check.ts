import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import type { CatalogueCode } from './code-catalogue.js';
import type { Reference } from './reference.js';
import type { Origin, ReferenceRow, ReferenceTable } from './reference-table.js';
import type { TableName } from './tables/all-tables.js';

/** Tables without which a claim is held on a day that they do not cover. */
const HOLDING = ['amounts', 'relative-values', 'localities'] as const satisfies readonly TableName[];

/** How long before a table runs out somebody should know. */
const NOTICE_DAYS = 60;

/** Something about the tables that a person should see to. */
export interface ReferenceFinding {
  readonly kind: 'unsound' | 'gap' | 'runs-out';
  readonly table?: TableName;
  /** What it is about, where that is one thing or several. */
  readonly names?: readonly string[];
  /** The first day without a value. */
  readonly from?: LocalDate;
  readonly message: string;
}

export interface CheckQuestion {
  readonly reference: Reference;
  readonly asOf: LocalDate;
  /** The only locality that matters; all matter where none is named. */
  readonly locality?: string;
}

interface Uncovered {
  readonly name: string;
  readonly row: ReferenceRow<unknown>;
  readonly next?: ReferenceRow<unknown>;
}

const at = ({ file, line }: Origin) => (line === 0 ? file : `${file} line ${line}`);

function* uncovered(table: ReferenceTable<unknown>): Generator<Uncovered> {
  for (const name of table.dated.names()) {
    const rows = table.dated.rowsOf(name).toReversed();
    for (const [place, row] of rows.entries()) {
      const next = rows[place + 1];
      if (row.to !== undefined && (!next || next.from > addDays(row.to, 1))) yield { name, row, ...(next && { next }) };
    }
  }
}

/** A code that is not known, or ends with its rate, needs no further one. */
function isBilledAfter(entry: CatalogueCode | undefined, lastDay: LocalDate): boolean {
  return entry !== undefined && (entry.to === undefined || entry.to > lastDay);
}

function matters({ name, row }: Uncovered, table: TableName, { reference, locality }: CheckQuestion): boolean {
  if (table === 'relative-values') return isBilledAfter(reference.codes.get(name), row.to as LocalDate);
  return table !== 'localities' || locality === undefined || name === locality;
}

function named(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

function findingOf(table: TableName, group: readonly Uncovered[]): ReferenceFinding {
  const [{ row, next }] = group as [Uncovered];
  const names = group.map(({ name }) => name).sort();
  const from = addDays(row.to as LocalDate, 1);
  const [has, ends] = names.length === 1 ? ['has', 'ends'] : ['have', 'end'];
  const message = next
    ? `${table}: ${named(names)} ${has} no value from ${from} to ${addDays(next.from, -1)}, between ${at(row.origin)} and ${at(next.origin)}`
    : `${table}: ${named(names)} ${ends} ${row.to} (${at(row.origin)}); nothing is loaded from ${from}, and what needs it is held`;
  return { kind: next ? 'gap' : 'runs-out', table, names, from, message };
}

/** Gaps between rows of one name, and what runs out within 60 days of `asOf` or has run out. What is alike is one finding. */
export function checkReference(question: CheckQuestion): ReferenceFinding[] {
  const horizon = addDays(question.asOf, NOTICE_DAYS);
  return HOLDING.flatMap((table) => {
    const groups = new Map<string, Uncovered[]>();
    for (const one of uncovered(question.reference.tables[table])) {
      const { row, next } = one;
      if (!matters(one, table, question) || (!next && (row.to as LocalDate) > horizon)) continue;
      // Each amount has a meaning of its own; of codes and localities there are too many to name alone.
      const key = [table === 'amounts' ? one.name : '', row.to, next?.from].join(' ');
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return [...groups.values()].map((group) => findingOf(table, group));
  });
}
