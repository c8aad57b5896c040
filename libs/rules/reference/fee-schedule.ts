import { addDays, isLocalDate, type LocalDate, yearOf } from '#libs/kernel/local-date.js';
import { type Ratio, ratio, ratioFromDecimal } from '#libs/kernel/ratio.js';
import { type CsvRow, ReferenceDataError } from './csv.js';
import { EffectiveTable, period } from './effective-table.js';

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

/** How dear a place is, by component; all 1 nationally. */
export interface LocalityIndex {
  readonly work: Ratio;
  readonly expense: Ratio;
  readonly malpractice: Ratio;
}

const NATIONAL: LocalityIndex = { work: ratio(1), expense: ratio(1), malpractice: ratio(1) };

function decimal(row: CsvRow, column: string): Ratio {
  const value = ratioFromDecimal(row.cell(column));
  if (!value) throw new ReferenceDataError(row.file, row.line, `${column} is not a decimal number`);
  return value;
}

/** A release counts to the day before the next one, the last of a year to December 31. */
export function readRelativeValues(rows: readonly CsvRow[]): EffectiveTable<RelativeValues> {
  const starts = new Set<LocalDate>();
  for (const row of rows) {
    if (!isLocalDate(row.cell('effective_from')))
      throw new ReferenceDataError(row.file, row.line, 'effective_from is not a date');
    starts.add(row.cell('effective_from'));
  }
  const inOrder = [...starts].sort();
  const table = new EffectiveTable<RelativeValues>();
  for (const row of rows) {
    const from = row.cell('effective_from');
    const next = inOrder.find((start) => start > from && yearOf(start) === yearOf(from));
    const to = next === undefined ? `${from.slice(0, 4)}-12-31` : addDays(next, -1);
    table.add(row.cell('code'), { from, to, value: relativeValues(row) }, row);
  }
  return table;
}

function relativeValues(row: CsvRow): RelativeValues {
  return {
    status: row.cell('status_code'),
    work: decimal(row, 'work_rvu'),
    expenseFacility: decimal(row, 'pe_rvu_facility'),
    expenseNonFacility: decimal(row, 'pe_rvu_nonfacility'),
    malpractice: decimal(row, 'mp_rvu'),
    multipleTherapy: row.cell('mult_proc') === '5',
  };
}

/** Dollars for one relative value unit; the figure of qualifying APM participants is left aside. */
export function readConversionFactors(rows: readonly CsvRow[]): EffectiveTable<Ratio> {
  const table = new EffectiveTable<Ratio>();
  for (const row of rows) {
    if (row.cell('qualifying_apm') === 'Y') continue;
    const value = decimal(row, 'conversion_factor');
    table.add('conversion-factor', { ...period(row, 'effective_from', 'effective_to'), value }, row);
  }
  return table;
}

/** Localities by `MAC-LOCALITY` (`10112-00`), each for its year. */
export function readLocalities(rows: readonly CsvRow[]): EffectiveTable<LocalityIndex> {
  const table = new EffectiveTable<LocalityIndex>();
  for (const row of rows) {
    const year = row.cell('year');
    const value = {
      work: decimal(row, 'gpci_work'),
      expense: decimal(row, 'gpci_pe'),
      malpractice: decimal(row, 'gpci_mp'),
    };
    const name = `${row.cell('mac')}-${row.cell('locality')}`;
    table.add(name, { from: `${year}-01-01`, to: `${year}-12-31`, value }, row);
  }
  return table;
}

/** The index of a locality on a date; `national` is 1 on every date. */
export function localityIndex(
  table: EffectiveTable<LocalityIndex>,
  locality: string,
  date: LocalDate,
): LocalityIndex | undefined {
  return locality === 'national' ? NATIONAL : table.at(locality, date);
}
