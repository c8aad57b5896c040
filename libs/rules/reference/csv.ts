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

function splitLine(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"(?:,|$)/.exec(rest);
    const cell = quoted ?? /^([^,]*)(?:,|$)/.exec(rest);
    if (!cell) return cells;
    cells.push(quoted ? (cell[1] as string).replaceAll('""', '"') : (cell[1] as string));
    if (!cell[0].endsWith(',')) return cells;
    rest = rest.slice(cell[0].length);
  }
}

/** Reads a comma-separated table with a heading line. Every row must have as many cells as the heading. */
export function readCsv(file: string, text: string): CsvRow[] {
  const lines = text.split(/\r?\n/);
  const columns = new Map(splitLine(lines[0] ?? '').map((name, index) => [name.trim(), index]));
  const rows: CsvRow[] = [];
  for (let index = 1; index < lines.length; index += 1) {
    const content = lines[index] as string;
    if (content.trim() === '') continue;
    const cells = splitLine(content);
    const line = index + 1;
    if (cells.length !== columns.size)
      throw new ReferenceDataError(file, line, `has ${cells.length} cells where the heading has ${columns.size}`);
    rows.push({
      file,
      line,
      cell(column) {
        const at = columns.get(column);
        if (at === undefined) throw new ReferenceDataError(file, 1, `has no column ${column}`);
        return (cells[at] as string).trim();
      },
    });
  }
  return rows;
}
