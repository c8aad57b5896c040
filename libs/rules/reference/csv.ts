import { parse } from 'csv-parse/sync';
import { CodedError } from '#libs/kernel/coded-error.js';

/** Reference data that cannot be read: which file, which line, why. */
export class ReferenceDataError extends CodedError {
  constructor(file: string, line: number, problem: string) {
    super('reference.invalid', `${file} line ${line}: ${problem}`);
  }
}

/** One row of a table: its cells by column name, and where it stands. */
export interface CsvRow {
  readonly file: string;
  readonly line: number;
  /** The cell of a column; the empty string where the cell is empty, an error where the table has no such column. */
  cell(column: string): string;
}

interface ParsedLine {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Reads a comma-separated table with a heading line. Every row must have as many cells as the heading. */
export function readCsv(file: string, text: string): CsvRow[] {
  const records = parse(text, {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as ParsedLine[];
  const [heading, ...rest] = records;
  const columns = new Map((heading?.record ?? []).map((name, index) => [name, index]));
  return rest.map(({ record, info }) => {
    const line = info.lines;
    if (record.length !== columns.size)
      throw new ReferenceDataError(file, line, `has ${record.length} cells where the heading has ${columns.size}`);
    return {
      file,
      line,
      cell(column) {
        const at = columns.get(column);
        if (at === undefined) throw new ReferenceDataError(file, 1, `has no column ${column}`);
        return record[at] as string;
      },
    };
  });
}
