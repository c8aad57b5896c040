import { type CsvRow, ReferenceDataError } from '../csv.js';
import { recordRow } from '../record-row.js';
import { editionStart } from './first-day.js';
import { type Layout, startOf } from './layout.js';
import { columnOf } from './published-file.js';

/** Eight digits to a date; `*` and nothing mean no date. */
function compactDate(text: string): string {
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return digits ? digits.slice(1).join('-') : text === '*' ? '' : text;
}

/** NCCI procedure-to-procedure edits; what was deleted from its first day (indicator 9) was never in force. */
export const PAIR_FILE: Layout = {
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
