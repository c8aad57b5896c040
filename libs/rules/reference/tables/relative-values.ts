import type { Ratio } from '#libs/kernel/ratio.js';
import type { CsvRow } from '../csv.js';
import { period } from '../effective-table.js';
import { decimal, required, type TableReader } from './table-reader.js';

/** Relative values of a code: Medicare's weights for work, practice expense and malpractice, before locality and money. */
export interface RelativeValues {
  readonly status: string;
  readonly work: Ratio;
  readonly expenseFacility: Ratio;
  readonly expenseNonFacility: Ratio;
  readonly malpractice: Ratio;
  /** True where the multiple-procedure cut of therapy applies (indicator 5). */
  readonly multipleTherapy: boolean;
}

/** The multiple-procedure indicator of codes that the therapy reduction applies to. */
const THERAPY_REDUCTION = '5';

/** A release counts at most to the end of its year. */
function withinYear(row: CsvRow): { from: string; to: string } {
  const { from, to } = period(row);
  return { from, to: to ?? `${from.slice(0, 4)}-12-31` };
}

function shown(row: CsvRow): string {
  const expense = `${row.cell('expense_non_facility')} (facility ${row.cell('expense_facility')})`;
  const reduction = row.cell('multiple_procedure') === THERAPY_REDUCTION ? ', therapy reduction' : '';
  return `status ${row.cell('status')}, work ${row.cell('work')}, practice expense ${expense}, malpractice ${row.cell('malpractice')}${reduction}`;
}

export const RELATIVE_VALUES: TableReader<RelativeValues> = {
  columns: [
    'code',
    'status',
    'work',
    'expense_non_facility',
    'expense_facility',
    'malpractice',
    'multiple_procedure',
    'from',
  ],
  name: (row) => required(row, 'code'),
  value: (row) => ({
    status: required(row, 'status'),
    work: decimal(row, 'work'),
    expenseFacility: decimal(row, 'expense_facility'),
    expenseNonFacility: decimal(row, 'expense_non_facility'),
    malpractice: decimal(row, 'malpractice'),
    multipleTherapy: row.cell('multiple_procedure') === THERAPY_REDUCTION,
  }),
  shown,
  period: withinYear,
};
