import type { LocalDate } from '#libs/kernel/local-date.js';
import { type CsvRow, ReferenceDataError } from '../csv.js';
import { recordRow } from '../record-row.js';
import type { TableName } from '../tables/all-tables.js';
import { editionStart, releaseStart } from './first-day.js';
import { columnOf, openPublished, type PublishedFile } from './published-file.js';

/** A file of CMS, taken over into the project's own columns. */
export interface PublishedTable {
  readonly table: TableName;
  readonly from: LocalDate;
  readonly source: string;
  readonly rows: readonly CsvRow[];
  /** Rows of `amounts` that the file states besides. */
  readonly amounts: readonly CsvRow[];
}

export interface PublishedQuestion {
  readonly file: string;
  readonly text: string;
  /** True for the procedure codes that are wanted; all others are left out. */
  readonly wanted: (code: string) => boolean;
  /** The first day, where a person states it. */
  readonly from?: LocalDate;
}

interface Layout {
  readonly table: TableName;
  readonly columns: readonly RegExp[];
  read(file: PublishedFile, question: PublishedQuestion): Omit<PublishedTable, 'table'>;
}

function startOf(file: PublishedFile, found: LocalDate | undefined, question: PublishedQuestion): LocalDate {
  const from = question.from ?? found;
  if (from) return from;
  throw new ReferenceDataError(file.name, 0, 'does not say from which day it counts; state it with --from DATE');
}

/** Eight digits to a date; `*` and nothing mean no date. */
function compactDate(text: string): string {
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return digits ? digits.slice(1).join('-') : text === '*' ? '' : text;
}

const NOT_FOR_EVERYBODY = /(^|[^n]|[^o]n)qpp/i;

/** PPRRVU: rows with a modifier (professional and technical parts) are left out, and so is the description, which is not ours to keep. */
const RELATIVE_VALUES: Layout = {
  table: 'relative-values',
  columns: [/^HCPCS/, /^MOD$/, /STATUS CODE$/, /WORK RVU$/, /^(FULLY IMPLEMENTED )?NON-FAC\w* PE RVU$/],
  read(file, question) {
    if (NOT_FOR_EVERYBODY.test(file.name))
      throw new ReferenceDataError(
        file.name,
        0,
        'is for qualifying APM participants; load the other file of the release',
      );
    const from = startOf(file, releaseStart(file.preamble), question);
    const at = {
      mod: columnOf(file, /^MOD$/),
      status: columnOf(file, /STATUS CODE$/),
      work: columnOf(file, /WORK RVU$/),
      expense_non_facility: columnOf(file, /^(FULLY IMPLEMENTED )?NON-FAC\w* PE RVU$/),
      expense_facility: columnOf(file, /^(FULLY IMPLEMENTED )?FACILITY PE RVU$/),
      malpractice: columnOf(file, /^MP RVU$/),
      multiple_procedure: columnOf(file, /MULT PROC$/),
      factor: columnOf(file, /CONV(ERSION)? FACTOR$/),
    };
    const missing = Object.entries(at).find(([, column]) => column < 0);
    if (missing) throw new ReferenceDataError(file.name, 0, `has no column for ${missing[0]}`);
    const rows: CsvRow[] = [];
    let amounts: CsvRow[] = [];
    for (const { line, cells } of file.rows(question.wanted)) {
      if (cells[at.mod] !== '') continue;
      const cell = (column: number) => cells[column] ?? '';
      const { mod: _, factor, ...taken } = at;
      const values = Object.fromEntries(Object.entries(taken).map(([name, column]) => [name, cell(column)]));
      rows.push(recordRow(file.name, line, { ...values, code: cells[0] as string, from }));
      const value = { name: 'conversion-factor', value: cell(factor), from, to: `${from.slice(0, 4)}-12-31` };
      if (amounts.length === 0 && Number(value.value) > 0) amounts = [recordRow(file.name, line, value)];
    }
    return { from, source: `CMS relative value file in force from ${from}`, rows, amounts };
  },
};

/** Addendum E: contractors and localities are written without leading zeros; the index with the floor is the one that pays. */
const LOCALITIES: Layout = {
  table: 'localities',
  columns: [/CONTRACTOR/, /LOCALITY NUMBER/, /PW GPCI/, /PE GPCI$/, /MP GPCI$/],
  read(file, question) {
    const year = /20\d{2}(?= PE GPCI$)/.exec(file.heading[columnOf(file, /PE GPCI$/)] ?? '')?.[0];
    const from = startOf(file, year && `${year}-01-01`, question);
    const floor = columnOf(file, /PW GPCI \(WITH 1\.0/);
    const work = floor < 0 ? columnOf(file, /PW GPCI/) : floor;
    const [number, expense, malpractice] = [/LOCALITY NUMBER/, /PE GPCI$/, /MP GPCI$/].map((one) =>
      columnOf(file, one),
    );
    const rows = [...file.rows(() => true)].map(({ line, cells }) =>
      recordRow(file.name, line, {
        locality: `${(cells[0] ?? '').padStart(5, '0')}-${(cells[number as number] ?? '').padStart(2, '0')}`,
        work: cells[work] ?? '',
        expense: cells[expense as number] ?? '',
        malpractice: cells[malpractice as number] ?? '',
        from,
        to: `${from.slice(0, 4)}-12-31`,
      }),
    );
    return { from, source: `CMS GPCI ${from.slice(0, 4)} (Addendum E)`, rows, amounts: [] };
  },
};

/** NCCI procedure-to-procedure edits; what was deleted from its first day (indicator 9) was never in force. */
const UNBUNDLED_PAIRS: Layout = {
  table: 'unbundled-pairs',
  columns: [/^COLUMN 1/, /^COLUMN 2/, /^EFFECTIVE/, /^DELETION/, /^MODIFIER/],
  read(file, question) {
    if (/ccioph/i.test(file.name))
      throw new ReferenceDataError(
        file.name,
        0,
        'holds the pairs of hospitals; a practice needs those of practitioners',
      );
    const from = startOf(file, editionStart(file.name, file.preamble), question);
    const at = [/^EFFECTIVE/, /^DELETION/, /^MODIFIER/].map((one) => columnOf(file, one)) as [number, number, number];
    const rows: CsvRow[] = [];
    for (const { line, cells } of file.rows(question.wanted)) {
      const [column1, column2] = cells as [string, string];
      const [effective, deletion, indicator] = at.map((column) => cells[column] ?? '') as [string, string, string];
      if (!question.wanted(column2) || indicator === '9') continue;
      const days = { from: compactDate(effective), to: compactDate(deletion) };
      rows.push(recordRow(file.name, line, { column1, column2, indicator, ...days }));
    }
    return { from, source: `CMS NCCI practitioner pairs in force from ${from}`, rows, amounts: [] };
  },
};

/** Medically unlikely edits; the adjudication indicator is the first digit of its words. */
const UNIT_LIMITS: Layout = {
  table: 'unit-limits',
  columns: [/^HCPCS/, /MUE VALUE/, /ADJUDICATION/],
  read(file, question) {
    const units = columnOf(file, /MUE VALUE/);
    if (!/PRACTITIONER/.test(file.heading[units] ?? ''))
      throw new ReferenceDataError(file.name, 0, 'holds the limits of others; a practice needs those of practitioners');
    const from = startOf(file, editionStart(file.name, file.preamble), question);
    const adjudication = columnOf(file, /ADJUDICATION/);
    const rows = [...file.rows(question.wanted)].map(({ line, cells }) =>
      recordRow(file.name, line, {
        code: cells[0] as string,
        units: cells[units] ?? '',
        adjudication: (cells[adjudication] ?? '').slice(0, 1),
      }),
    );
    return { from, source: `CMS MUE practitioner table in force from ${from}`, rows, amounts: [] };
  },
};

const LAYOUTS: readonly Layout[] = [RELATIVE_VALUES, LOCALITIES, UNBUNDLED_PAIRS, UNIT_LIMITS];

/** Reads a quarterly file of CMS as published, known by its heading; undefined for any other. */
export function readPublished(question: PublishedQuestion): PublishedTable | undefined {
  const file = openPublished(question.file, question.text);
  const layout = file && LAYOUTS.find(({ columns }) => columns.every((one) => columnOf(file, one) >= 0));
  return file && layout ? { table: layout.table, ...layout.read(file, question) } : undefined;
}
