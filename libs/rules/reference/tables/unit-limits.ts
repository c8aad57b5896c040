import { type CsvRow, ReferenceDataError } from '../csv.js';
import { atPayer, oneOf, required, type TableReader } from './table-reader.js';

/** The most units of a code on a day; `perLine` where the limit counts line by line. */
export interface UnitLimit {
  readonly units: number;
  readonly perLine: boolean;
}

function units(row: CsvRow): number {
  const text = row.cell('units');
  if (!/^\d{1,6}$/.test(text)) throw new ReferenceDataError(row.file, row.line, 'units is not a whole number');
  return Number(text);
}

/** Medically unlikely edits, and a practice's own for one of its payers. Adjudication 1 counts by line, 2 and 3 by day. */
export const UNIT_LIMITS: TableReader<UnitLimit> = {
  columns: ['code', 'units', 'adjudication'],
  more: ['payer', 'rationale'],
  catalogue: true,
  name: (row) => atPayer(row.optional('payer'), required(row, 'code')),
  value: (row) => ({ units: units(row), perLine: oneOf(row, 'adjudication', ['1', '2', '3']) === '1' }),
  shown: (row) => `${row.cell('units')} a ${row.cell('adjudication') === '1' ? 'line' : 'day'}`,
};
