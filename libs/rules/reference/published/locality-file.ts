import { recordRow } from '../record-row.js';
import { type Layout, startOf } from './layout.js';
import { columnOf } from './published-file.js';

/** Addendum E: contractors and localities are written without leading zeros; the index with the floor is the one that pays. */
export const LOCALITY_FILE: Layout = {
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
