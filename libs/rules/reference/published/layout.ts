import type { LocalDate } from '#libs/kernel/local-date.js';
import { type CsvRow, ReferenceDataError } from '../csv.js';
import type { TableName } from '../tables/all-tables.js';
import type { PublishedFile } from './published-file.js';

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

/** How one of CMS's files is laid out: what its heading must have, and how its rows become ours. */
export interface Layout {
  readonly table: TableName;
  readonly columns: readonly RegExp[];
  read(file: PublishedFile, question: PublishedQuestion): Omit<PublishedTable, 'table'>;
}

/** The first day of a file: as a person states it, else as the file does. */
export function startOf(file: PublishedFile, found: LocalDate | undefined, question: PublishedQuestion): LocalDate {
  const from = question.from ?? found;
  if (from) return from;
  throw new ReferenceDataError(file.name, 0, 'does not say from which day it counts; state it with --from DATE');
}
