import { type CsvRow, ReferenceDataError } from '../csv.js';
import { recordRow } from '../record-row.js';
import { releaseStart } from './first-day.js';
import { type Layout, startOf } from './layout.js';
import { columnOf, type PublishedFile } from './published-file.js';

/** What CMS calls our columns. The description is not among them: it is not ours to keep. */
const VALUES = {
  status: /STATUS CODE$/,
  work: /WORK RVU$/,
  expense_non_facility: /^(FULLY IMPLEMENTED )?NON-FAC\w* PE RVU$/,
  expense_facility: /^(FULLY IMPLEMENTED )?FACILITY PE RVU$/,
  malpractice: /^MP RVU$/,
  multiple_procedure: /MULT PROC$/,
};
const MODIFIER = /^MOD$/;
const CONVERSION_FACTOR = /CONV(ERSION)? FACTOR$/;

/** `…_QPP`, but not `…_nonQPP`: the titles of the two are alike. */
const QUALIFYING_ONLY = /(^|[^n]|[^o]n)qpp/i;

/** The file's one conversion factor, for its year. */
function factorOf(file: PublishedFile, line: number, value: string, from: string): CsvRow {
  return recordRow(file.name, line, { name: 'conversion-factor', value, from, to: `${from.slice(0, 4)}-12-31` });
}

/** PPRRVU. Rows with a modifier (professional and technical parts) are left out: therapy is billed whole. */
export const RELATIVE_VALUE_FILE: Layout = {
  table: 'relative-values',
  columns: [/^HCPCS/, MODIFIER, CONVERSION_FACTOR, ...Object.values(VALUES)],
  read(file, question) {
    if (QUALIFYING_ONLY.test(file.name)) {
      const problem = 'is for qualifying APM participants; load the other file of the release';
      throw new ReferenceDataError(file.name, 0, problem);
    }
    const from = startOf(file, releaseStart(file.preamble), question);
    const [modifier, factor] = [columnOf(file, MODIFIER), columnOf(file, CONVERSION_FACTOR)];
    const columns = Object.entries(VALUES).map(([name, heading]) => [name, columnOf(file, heading)] as const);
    const rows: CsvRow[] = [];
    const amounts: CsvRow[] = [];
    for (const { line, cells } of file.rows(question.wanted)) {
      if (cells[modifier] !== '') continue;
      const values = Object.fromEntries(columns.map(([name, column]) => [name, cells[column] ?? '']));
      rows.push(recordRow(file.name, line, { ...values, code: cells[0] as string, from }));
      if (amounts.length === 0) amounts.push(factorOf(file, line, cells[factor] ?? '', from));
    }
    return { from, source: `CMS relative value file in force from ${from}`, rows, amounts };
  },
};
