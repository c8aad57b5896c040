import type { LocalDate } from '#libs/kernel/local-date.js';
import { type Ratio, ratioFromDecimal } from '#libs/kernel/ratio.js';
import { type CsvRow, ReferenceDataError } from '../csv.js';
import { period } from '../effective-table.js';

/** Columns that every table may have: the days that a row covers, where it comes from, how sure that is, when it was taken. */
export const COMMON_COLUMNS = ['from', 'to', 'source', 'confidence', 'loaded_on'] as const;

/** How the rows of one of the project's own tables are read, wherever they stand. */
export interface TableReader<Value> {
  /** What a file must have in its heading to be this table. */
  readonly columns: readonly string[];
  /** What it may have beyond those and the common ones. */
  readonly more?: readonly string[];
  /** A catalogue comes in editions; its rows need no dates of their own. */
  readonly catalogue?: true;
  name(row: CsvRow): string;
  /** Undefined for a row that says nothing; throws `ReferenceDataError` where a cell is not sound. */
  value(row: CsvRow): Value | undefined;
  shown(row: CsvRow): string;
  /** The days that a row covers, where that is more than its two cells. */
  period?(row: CsvRow): { from: LocalDate; to?: LocalDate };
}

export function required(row: CsvRow, column: string): string {
  const text = row.cell(column);
  if (text === '') throw new ReferenceDataError(row.file, row.line, `${column} is missing`);
  return text;
}

export function decimal(row: CsvRow, column: string): Ratio {
  const value = ratioFromDecimal(row.cell(column));
  if (!value || value.numerator < 0n)
    throw new ReferenceDataError(row.file, row.line, `${column} is not a decimal number, 0 or more`);
  return value;
}

export function oneOf<const Word extends string>(row: CsvRow, column: string, words: readonly Word[]): Word {
  const word = words.find((one) => one === row.cell(column));
  if (word === undefined)
    throw new ReferenceDataError(row.file, row.line, `${column} must be one of ${words.join(', ')}`);
  return word;
}

export function periodOf(
  reader: Pick<TableReader<unknown>, 'period'>,
  row: CsvRow,
): { from: LocalDate; to?: LocalDate } {
  return reader.period ? reader.period(row) : period(row);
}

/** What is one payer's alone is kept under the payer's id. */
export function atPayer(payerId: string, name: string): string {
  return payerId === '' ? name : `${payerId} ${name}`;
}

/** The payers that have rows of their own among these names. */
export function payersOf(names: Iterable<string>): ReadonlySet<string> {
  const payers = new Set<string>();
  for (const name of names) if (name.includes(' ')) payers.add(name.slice(0, name.lastIndexOf(' ')));
  return payers;
}
