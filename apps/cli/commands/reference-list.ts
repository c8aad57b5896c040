import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { TABLE_NAMES, type TableName } from '#libs/rules/reference/tables/all-tables.js';
import { today } from '../billing/today.js';
import { InputError } from '../input/input-error.js';
import { readPractice } from '../input/read-practice.js';
import { openReference } from '../input/read-reference.js';
import { printJson, printText } from '../output/print.js';
import { table } from '../output/table.js';

interface ListOptions {
  readonly on?: LocalDate;
  readonly practice?: string;
  readonly reference?: string;
  /** True: for people; a name: that table alone. */
  readonly table?: true | string;
}

function tableNamed(name: string): TableName {
  const found = TABLE_NAMES.find((one) => one === name);
  if (found) return found;
  throw new InputError(`${name} is no table; there are ${TABLE_NAMES.join(', ')}`);
}

function* rowsInForce(reference: Reference, name: TableName, on: LocalDate) {
  for (const [row, { shown, from, to, origin }] of reference.tables[name].inForce(on)) {
    const { source, confidence, loadedOn, layer, file, line } = origin;
    const rest = { ...(loadedOn !== '' && { loadedOn }), layer, file, ...(line > 0 && { line }) };
    yield { table: name, name: row, value: shown, from, to, source, confidence, ...rest };
  }
}

/** `reference list`: what is in force on a day, with where it comes from. */
export async function referenceList(named: readonly string[], options: ListOptions): Promise<boolean> {
  const asked = [...named, ...(typeof options.table === 'string' ? [options.table] : [])].map(tableNamed);
  const practice = await readPractice(options.practice);
  const reference = openReference(options.reference, practice);
  const on = options.on ?? today(practice);
  const rows = (asked.length > 0 ? asked : TABLE_NAMES).flatMap((name) => [...rowsInForce(reference, name, on)]);
  if (options.table !== true) for (const row of rows) await printJson(row);
  else
    await printText(
      table(
        ['table', 'name', 'value', 'from', 'to', 'source', 'confidence', 'layer'],
        rows.map((row) => [row.table, row.name, row.value, row.from, row.to, row.source, row.confidence, row.layer]),
      ),
    );
  return false;
}
