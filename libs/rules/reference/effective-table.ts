import { addDays, isLocalDate, type LocalDate } from '#libs/kernel/local-date.js';
import { type CsvRow, ReferenceDataError } from './csv.js';

export interface EffectiveRow<Value> {
  readonly from: LocalDate;
  /** Last day on which the row counts; absent where no end is known. */
  readonly to?: LocalDate;
  readonly value: Value;
}

/**
 * Values by name and date. Two rows of one name may not overlap; where no row covers a date there is no value. Rows of a name are kept newest
 * first, since most questions are about recent days.
 */
export class EffectiveTable<Value, Row extends EffectiveRow<Value> = EffectiveRow<Value>> {
  private readonly rows = new Map<string, Row[]>();

  add(name: string, row: Row, place: Pick<CsvRow, 'file' | 'line'>): void {
    if (row.to !== undefined && row.to < row.from)
      throw new ReferenceDataError(place.file, place.line, `${name} ends before it begins`);
    const rows = this.rows.get(name) ?? [];
    const clash = rows.find((other) => overlap(other, row));
    if (clash)
      throw new ReferenceDataError(
        place.file,
        place.line,
        `${name} overlaps the row that starts ${clash.from}${placeOf(clash)}`,
      );
    const older = rows.findIndex((other) => other.from < row.from);
    rows.splice(older < 0 ? rows.length : older, 0, row);
    this.rows.set(name, rows);
  }

  /** The row that covers a date. */
  rowAt(name: string, date: LocalDate): Row | undefined {
    const rows = this.rows.get(name);
    if (!rows) return undefined;
    for (const row of rows) if (row.from <= date) return row.to === undefined || date <= row.to ? row : undefined;
    return undefined;
  }

  at(name: string, date: LocalDate): Value | undefined {
    return this.rowAt(name, date)?.value;
  }

  has(name: string): boolean {
    return this.rows.has(name);
  }

  get size(): number {
    return this.rows.size;
  }

  names(): Iterable<string> {
    return this.rows.keys();
  }

  /** The rows of a name, newest first. */
  rowsOf(name: string): readonly Row[] {
    return this.rows.get(name) ?? [];
  }

  /** A table in which the rows of `later` win for the days that they cover, and these rows stand for all others. */
  under(later: EffectiveTable<Value, Row>): EffectiveTable<Value, Row> {
    if (later.size === 0) return this;
    const merged = this.copy();
    for (const [name, rows] of later.rows) {
      const kept = rows.reduce<Row[]>((left, row) => left.flatMap((one) => outside(one, row)), [...this.rowsOf(name)]);
      merged.rows.set(name, [...kept, ...rows].sort(newestFirst));
    }
    return merged;
  }

  /** The table without anything on the days of a period. */
  without(period: { readonly from: LocalDate; readonly to?: LocalDate }): EffectiveTable<Value, Row> {
    const left = new EffectiveTable<Value, Row>();
    for (const [name, rows] of this.rows) {
      const kept = rows.flatMap((row) => outside(row, period));
      if (kept.length > 0) left.rows.set(name, kept);
    }
    return left;
  }

  private copy(): EffectiveTable<Value, Row> {
    const copy = new EffectiveTable<Value, Row>();
    for (const [name, rows] of this.rows) copy.rows.set(name, rows);
    return copy;
  }
}

/** Where the other row stands, for rows that know it. */
function placeOf(row: object): string {
  const { origin } = row as { origin?: { file: string; line: number } };
  if (!origin) return '';
  return origin.line === 0 ? ` (${origin.file})` : ` (${origin.file} line ${origin.line})`;
}

function newestFirst(a: EffectiveRow<unknown>, b: EffectiveRow<unknown>): number {
  return a.from < b.from ? 1 : -1;
}

function overlap(a: EffectiveRow<unknown>, b: EffectiveRow<unknown>): boolean {
  return (b.to === undefined || a.from <= b.to) && (a.to === undefined || b.from <= a.to);
}

/** What is left of a row outside a period: nothing, its beginning, its end, or both; newest first. */
function outside<Row extends EffectiveRow<unknown>>(row: Row, period: { from: LocalDate; to?: LocalDate }): Row[] {
  if (!overlap(row, { ...period, value: undefined })) return [row];
  const left: Row[] = [];
  if (period.to !== undefined && (row.to === undefined || period.to < row.to))
    left.push({ ...row, from: addDays(period.to, 1) });
  if (row.from < period.from) left.push({ ...row, to: addDays(period.from, -1) });
  return left;
}

/** Reads the `from` and `to` cells of a row; an empty `to` is open. */
export function period(row: CsvRow, from = 'from', to = 'to'): { from: LocalDate; to?: LocalDate } {
  const start = row.cell(from);
  const end = row.optional(to);
  if (!isLocalDate(start)) throw new ReferenceDataError(row.file, row.line, `${from} is not a date`);
  if (end === '') return { from: start };
  if (!isLocalDate(end)) throw new ReferenceDataError(row.file, row.line, `${to} is not a date`);
  return { from: start, to: end };
}
