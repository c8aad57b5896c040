import type { LocalDate } from '#libs/kernel/local-date.js';
import { type CsvRow, ReferenceDataError } from './csv.js';

/**
 * A pair of codes that may not both be paid on one day: never (`indicator` 0), or only with a modifier on the second (`indicator` 1).
 */
export interface UnbundledPair {
  readonly column1: string;
  readonly column2: string;
  readonly indicator: '0' | '1';
  readonly lastDay?: LocalDate;
}

/** The most units of a code on a day; `perLine` where the limit counts line by line. */
export interface UnitLimit {
  readonly units: number;
  readonly perLine: boolean;
}

/** Several rows of one pair are its history: the last one (no deletion date, else the latest) tells; indicator 9 was never in force. */
export function readPairs(rows: readonly CsvRow[]): ReadonlyMap<string, UnbundledPair> {
  const latest = new Map<string, CsvRow>();
  for (const row of rows) {
    const key = `${row.cell('column1')}/${row.cell('column2')}`;
    const other = latest.get(key);
    if (!other || ending(row) > ending(other)) latest.set(key, row);
  }
  const pairs = new Map<string, UnbundledPair>();
  for (const [key, row] of latest) {
    const indicator = row.cell('modifier_indicator');
    if (indicator !== '0' && indicator !== '1') continue;
    const lastDay = row.cell('deletion_date');
    pairs.set(key, {
      column1: row.cell('column1'),
      column2: row.cell('column2'),
      indicator,
      ...(lastDay && { lastDay }),
    });
  }
  return pairs;
}

function ending(row: CsvRow): string {
  return row.cell('deletion_date') || '9999-12-31';
}

export function readUnitLimits(rows: readonly CsvRow[]): ReadonlyMap<string, UnitLimit> {
  const limits = new Map<string, UnitLimit>();
  for (const row of rows) {
    const units = Number(row.cell('mue_value'));
    if (!Number.isSafeInteger(units) || units < 0)
      throw new ReferenceDataError(row.file, row.line, 'mue_value is not a whole number');
    limits.set(row.cell('code'), { units, perLine: row.cell('mai') === '1' });
  }
  return limits;
}
