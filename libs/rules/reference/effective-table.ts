import { isLocalDate, type LocalDate } from '#libs/kernel/local-date.js';
import { type CsvRow, ReferenceDataError } from './csv.js';

export interface EffectiveRow<Value> {
  readonly from: LocalDate;
  /** Last day on which the row counts; absent where no end is known. */
  readonly to?: LocalDate;
  readonly value: Value;
}

/** Values by name and date. Two rows of one name may not overlap; where no row covers a date there is no value. */
export class EffectiveTable<Value> {
  private readonly rows = new Map<string, EffectiveRow<Value>[]>();

  add(name: string, row: EffectiveRow<Value>, place: CsvRow): void {
    if (row.to !== undefined && row.to < row.from)
      throw new ReferenceDataError(place.file, place.line, `${name} ends before it begins`);
    const rows = this.rows.get(name) ?? [];
    const clash = rows.find((other) => overlap(other, row));
    if (clash)
      throw new ReferenceDataError(place.file, place.line, `${name} overlaps the row that starts ${clash.from}`);
    rows.push(row);
    this.rows.set(name, rows);
  }

  at(name: string, date: LocalDate): Value | undefined {
    for (const row of this.rows.get(name) ?? [])
      if (row.from <= date && (row.to === undefined || date <= row.to)) return row.value;
    return undefined;
  }

  has(name: string): boolean {
    return this.rows.has(name);
  }
}

function overlap(a: EffectiveRow<unknown>, b: EffectiveRow<unknown>): boolean {
  return (b.to === undefined || a.from <= b.to) && (a.to === undefined || b.from <= a.to);
}

/** Reads the `from` and `to` cells of a row; an empty `to` is open. */
export function period(row: CsvRow, from = 'from', to = 'to'): { from: LocalDate; to?: LocalDate } {
  const start = row.cell(from);
  const end = row.cell(to);
  if (!isLocalDate(start)) throw new ReferenceDataError(row.file, row.line, `${from} is not a date`);
  if (end === '') return { from: start };
  if (!isLocalDate(end)) throw new ReferenceDataError(row.file, row.line, `${to} is not a date`);
  return { from: start, to: end };
}
