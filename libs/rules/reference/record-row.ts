import { type CsvRow, ReferenceDataError } from './csv.js';

/** A row whose cells are known by name: one of a practice's own, or one that is taken over from a file of another layout. */
export function recordRow(file: string, line: number, cells: Readonly<Record<string, string>>): CsvRow {
  return {
    file,
    line,
    cell(column) {
      const text = cells[column];
      if (text === undefined) throw new ReferenceDataError(file, line, `${column} is missing`);
      return text;
    },
    optional: (column) => cells[column] ?? '',
  };
}
