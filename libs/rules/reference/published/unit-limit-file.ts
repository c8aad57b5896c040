import { ReferenceDataError } from '../csv.js';
import { recordRow } from '../record-row.js';
import { editionStart } from './first-day.js';
import { type Layout, startOf } from './layout.js';
import { columnOf } from './published-file.js';

/** Medically unlikely edits; the adjudication indicator is the first digit of its words. */
export const UNIT_LIMIT_FILE: Layout = {
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
