import type { LocalDate } from '#libs/kernel/local-date.js';
import { type EffectiveRow, EffectiveTable } from './effective-table.js';

/** Who laid a row: a later layer wins over an earlier one for the days that its row covers. */
export type LayerName = 'built-in' | 'folder' | 'practice';

/** Where a row stands, where it comes from, and how sure that is. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly confidence: string;
  /** When the row was taken from its source; empty where nobody wrote that down. */
  readonly loadedOn: string;
  readonly layer: LayerName;
}

export interface ReferenceRow<Value> extends EffectiveRow<Value> {
  /** The value as a person reads it in its table. */
  readonly shown: string;
  readonly origin: Origin;
}

export type ReferenceRows<Value> = EffectiveTable<Value, ReferenceRow<Value>>;

/** One edition of an open-ended catalogue, the whole truth from its first day to the next edition's. */
export interface CatalogueVersion<Value> {
  readonly from: LocalDate;
  readonly file: string;
  readonly rows: ReferenceRows<Value>;
}

/** The start of what has been in force for ever, as far as its source tells. */
export const BEGINNING: LocalDate = '0001-01-01';

/**
 * A table of reference data: rows with dates of their own and, for catalogues, editions. A row with its own dates wins; else the newest
 * edition that starts on or before the date tells, else the oldest one there is.
 */
export class ReferenceTable<Value> {
  constructor(
    readonly dated: ReferenceRows<Value> = new EffectiveTable<Value, ReferenceRow<Value>>(),
    /** Newest first. */
    readonly versions: readonly CatalogueVersion<Value>[] = [],
  ) {}

  at(name: string, date: LocalDate): Value | undefined {
    return this.rowAt(name, date)?.value;
  }

  rowAt(name: string, date: LocalDate): ReferenceRow<Value> | undefined {
    return this.dated.rowAt(name, date) ?? this.versionAt(date)?.rows.rowAt(name, date);
  }

  /** True where some row, of whatever date, has the name. */
  has(name: string): boolean {
    return this.dated.has(name) || this.versions.some(({ rows }) => rows.has(name));
  }

  versionAt(date: LocalDate): CatalogueVersion<Value> | undefined {
    for (const version of this.versions) if (version.from <= date) return version;
    return this.versions.at(-1);
  }

  /** The file that tells about a date although it is younger, for want of an older edition. */
  youngerThan(date: LocalDate): string | undefined {
    const oldest = this.versions.at(-1);
    return oldest && date < oldest.from ? oldest.file : undefined;
  }

  /** Everything that is in force on a date, by name. */
  *inForce(date: LocalDate): Generator<readonly [string, ReferenceRow<Value>]> {
    const edition = this.versionAt(date);
    for (const name of this.dated.names()) {
      const row = this.dated.rowAt(name, date);
      if (row) yield [name, row];
    }
    for (const name of edition?.rows.names() ?? []) {
      const row = this.dated.rowAt(name, date) ? undefined : edition?.rows.rowAt(name, date);
      if (row) yield [name, row.from === BEGINNING ? { ...row, from: (edition as { from: LocalDate }).from } : row];
    }
  }

  /** This table with a later layer's over it; an edition of the later layer replaces the one of the same day. */
  under(later: ReferenceTable<Value>): ReferenceTable<Value> {
    if (later.dated.size === 0 && later.versions.length === 0) return this;
    const starts = new Set(later.versions.map(({ from }) => from));
    const versions = [...later.versions, ...this.versions.filter(({ from }) => !starts.has(from))];
    return new ReferenceTable(
      this.dated.under(later.dated),
      versions.sort((a, b) => (a.from < b.from ? 1 : -1)),
    );
  }
}
