import type { PracticeProfile, PracticeReference } from '../practice.js';
import { type CsvRow, ReferenceDataError } from './csv.js';
import { type Layer, LayerBuilder, layered } from './layer.js';
import { recordRow } from './record-row.js';
import type { Reference } from './reference.js';
import { TABLE_NAMES, TABLE_READERS, type TableName } from './tables/all-tables.js';
import { COMMON_COLUMNS } from './tables/table-reader.js';

const FACTS = { source: "the practice's own" };

function isTable(name: string): name is TableName {
  return (TABLE_NAMES as readonly string[]).includes(name);
}

function checkedRow(table: TableName, index: number, cells: Readonly<Record<string, unknown>>): CsvRow {
  const place = `reference.${table}[${index}]`;
  const { columns, more = [] } = TABLE_READERS[table];
  const allowed: readonly string[] = [...columns, ...more, ...COMMON_COLUMNS];
  const unknown = Object.keys(cells).find((name) => !allowed.includes(name));
  if (unknown !== undefined)
    throw new ReferenceDataError(place, 0, `${unknown} is no column of it; there are ${allowed.join(', ')}`);
  const texts = Object.entries(cells)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => [name, String(value)]);
  return recordRow(place, 0, Object.fromEntries(texts));
}

/** The rows that a practice lays over everybody's, with whatever is wrong in them named by table, row and column. */
export function practiceLayer(own: PracticeReference): Layer {
  const builder = new LayerBuilder('practice');
  for (const [name, records] of Object.entries(own))
    builder.attempt(() => {
      if (!isTable(name))
        throw new ReferenceDataError(`reference.${name}`, 0, `is no table; there are ${TABLE_NAMES.join(', ')}`);
      const rows = records.map((cells, index) => builder.attempt(() => checkedRow(name, index, cells)));
      builder.addDated(
        name,
        rows.filter((row) => row !== undefined),
        FACTS,
      );
    });
  return builder.build();
}

/** References with a practice's rows over them, by the reference below and the rows as the profile holds them. */
const laid = new WeakMap<Reference, WeakMap<PracticeReference, Reference>>();

/**
 * The reference data of a practice: everybody's with its own rows over it. Cheap to ask for again and again with the same profile. Throws
 * where a row is unsound, which a profile that was taken in is not.
 */
export function referenceFor(
  reference: Reference,
  practice: Pick<PracticeProfile, 'reference'> | null | undefined,
): Reference {
  const own = practice?.reference;
  if (!own) return reference;
  const known = laid.get(reference)?.get(own);
  if (known) return known;
  const made = layered(reference, practiceLayer(own));
  laid.set(reference, (laid.get(reference) ?? new WeakMap<PracticeReference, Reference>()).set(own, made));
  return made;
}
