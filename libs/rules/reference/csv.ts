import { parse } from 'csv-parse/sync';
import { CodedError } from '#libs/kernel/coded-error.js';

/** Reference data that cannot be read: which file, which line (0: the file as a whole, or a row of a practice), why. */
export class ReferenceDataError extends CodedError {
  constructor(
    readonly file: string,
    readonly line: number,
    problem: string,
  ) {
    super('reference.invalid', line === 0 ? `${file}: ${problem}` : `${file} line ${line}: ${problem}`);
  }
}

/** One row of a table: its cells by column name, and where it stands. */
export interface CsvRow {
  readonly file: string;
  readonly line: number;
  /** The cell of a column; the empty string where the cell is empty, an error where the table has no such column. */
  cell(column: string): string;
  /** The same for a column that a table may leave out: the empty string where it does. */
  optional(column: string): string;
}

interface ParsedLine {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Splits lines into cells. In tab-separated text a quotation mark is a character like any other where it does not open a cell. */
export function readRecords(text: string, delimiter = ','): ParsedLine[] {
  return parse(text, {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: delimiter === '\t',
    skip_empty_lines: true,
    trim: true,
  }) as unknown as ParsedLine[];
}

/** Reads a comma-separated table with a heading line. Every row must have as many cells as the heading. */
export function readCsv(file: string, text: string): CsvRow[] {
  const [heading, ...rest] = readRecords(text);
  const columns = new Map((heading?.record ?? []).map((name, index) => [name, index]));
  return rest.map(({ record, info }) => {
    const line = info.lines;
    if (record.length !== columns.size)
      throw new ReferenceDataError(file, line, `has ${record.length} cells where the heading has ${columns.size}`);
    const find = (column: string) => {
      const at = columns.get(column);
      return at === undefined ? undefined : record[at];
    };
    return {
      file,
      line,
      cell(column) {
        const text = find(column);
        if (text === undefined) throw new ReferenceDataError(file, 1, `has no column ${column}`);
        return text;
      },
      optional: (column) => find(column) ?? '',
    };
  });
}
