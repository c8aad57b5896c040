import { type Ratio, ratio } from '#libs/kernel/ratio.js';
import { type CsvRow, ReferenceDataError } from '../csv.js';
import { decimal, type TableReader } from './table-reader.js';

/** How dear a place is, by component; all 1 nationally. */
export interface LocalityIndex {
  readonly work: Ratio;
  readonly expense: Ratio;
  readonly malpractice: Ratio;
}

/** The index of no place in particular, on every date. */
export const NATIONAL: LocalityIndex = { work: ratio(1), expense: ratio(1), malpractice: ratio(1) };

function name(row: CsvRow): string {
  const locality = row.cell('locality');
  if (!/^\d{5}-\d{2}$/.test(locality))
    throw new ReferenceDataError(row.file, row.line, 'locality must be MAC-LOCALITY, such as 10112-00');
  return locality;
}

/** Geographic indices (GPCI) by `MAC-LOCALITY` (`10112-00`). */
export const LOCALITIES: TableReader<LocalityIndex> = {
  columns: ['locality', 'work', 'expense', 'malpractice', 'from'],
  more: ['state', 'label'],
  name,
  value: (row) => ({
    work: decimal(row, 'work'),
    expense: decimal(row, 'expense'),
    malpractice: decimal(row, 'malpractice'),
  }),
  shown: (row) =>
    `work ${row.cell('work')}, practice expense ${row.cell('expense')}, malpractice ${row.cell('malpractice')}`,
};
