import type { CsvRow } from '../csv.js';
import { atPayer, oneOf, required, type TableReader } from './table-reader.js';

/**
 * A pair of codes that may not both be paid on one day: never (`indicator` 0), or only with a modifier on the second (`indicator` 1).
 */
export interface UnbundledPair {
  readonly column1: string;
  readonly column2: string;
  readonly indicator: '0' | '1';
}

/** A pair as a table states it; 9 takes a pair away. */
export type PairRule = Omit<UnbundledPair, 'indicator'> & { readonly indicator: '0' | '1' | '9' };

export function pairName(column1: string, column2: string): string {
  return `${column1}/${column2}`;
}

/** NCCI procedure-to-procedure edits, and a practice's own for one of its payers. */
export const UNBUNDLED_PAIRS: TableReader<PairRule> = {
  columns: ['column1', 'column2', 'indicator'],
  more: ['payer', 'rationale'],
  catalogue: true,
  name: (row: CsvRow) => atPayer(row.optional('payer'), pairName(required(row, 'column1'), required(row, 'column2'))),
  value: (row) => ({
    column1: row.cell('column1'),
    column2: row.cell('column2'),
    indicator: oneOf(row, 'indicator', ['0', '1', '9']),
  }),
  shown: (row) =>
    ({ 0: 'never together', 1: 'together with a modifier', 9: 'no pair' })[row.cell('indicator')] ??
    row.cell('indicator'),
};
