import { CodedError } from '#libs/kernel/coded-error.js';
import { addDays, isLocalDate, type LocalDate, yearOf } from '#libs/kernel/local-date.js';
import { type CsvRow, ReferenceDataError } from './csv.js';
import { EffectiveTable } from './effective-table.js';
import { type Reference, referenceOf } from './reference.js';
import {
  BEGINNING,
  type CatalogueVersion,
  type LayerName,
  type Origin,
  type ReferenceRow,
  ReferenceTable,
} from './reference-table.js';
import { TABLE_NAMES, TABLE_READERS, type TableName } from './tables/all-tables.js';
import { mapTables, type ReferenceTables } from './tables/reference-tables.js';
import { periodOf, type TableReader } from './tables/table-reader.js';

type Rows = EffectiveTable<unknown, ReferenceRow<unknown>>;
const noRows = (): Rows => new EffectiveTable();

/** A release of relative values as published: from its first day to the end of the year nothing else of the layers below counts. */
interface Release {
  readonly from: LocalDate;
  readonly file: string;
  readonly values: Rows;
  readonly amounts: Rows;
}

/** What one place (the project, a folder, a practice) lays over what is there already. */
export interface Layer {
  readonly name: LayerName;
  readonly tables: ReferenceTables;
  /** Oldest first. */
  readonly releases: readonly Release[];
  /** Everything that is not sound. A layer with problems is for `reference check` to describe, not to bill with. */
  readonly problems: readonly ReferenceDataError[];
  /** The days on which something of the layer begins. */
  readonly starts: ReadonlySet<LocalDate>;
}

/** What is known of a file beside its rows. */
export interface FileFacts {
  readonly source?: string;
  readonly confidence?: string;
  readonly loadedOn?: string;
}

/** Collects the rows of a layer. A row that is not sound becomes a problem; the others go on. */
export class LayerBuilder {
  readonly problems: ReferenceDataError[] = [];
  private readonly dated = new Map<TableName, Rows>(TABLE_NAMES.map((name) => [name, noRows()]));
  private readonly editions = new Map<TableName, CatalogueVersion<unknown>[]>(TABLE_NAMES.map((name) => [name, []]));
  private readonly releases: Release[] = [];
  private readonly starts = new Set<LocalDate>();

  constructor(private readonly name: LayerName) {}

  /** Does what may find a fault of the data; the fault is kept. */
  attempt<Made>(work: () => Made): Made | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ReferenceDataError)) throw error;
      this.problems.push(error);
      return undefined;
    }
  }

  /** Rows with dates of their own. */
  addDated(table: TableName, rows: readonly CsvRow[], facts: FileFacts): void {
    const into = this.dated.get(table) as Rows;
    const inOrder = table === 'relative-values' ? endedByTheNext(rows) : rows.map((row) => ({ row, to: undefined }));
    for (const { row, to } of inOrder)
      this.attempt(() => {
        const days = { ...periodOf(TABLE_READERS[table], row), ...(to !== undefined && { to }) };
        this.put(into, table, row, days, facts);
        this.starts.add(days.from);
      });
  }

  /** One edition of a catalogue, or a part of it: CMS publishes the pairs in several files. */
  addEdition(table: TableName, from: LocalDate, file: string, rows: readonly CsvRow[], facts: FileFacts): void {
    const editions = this.editions.get(table) as CatalogueVersion<unknown>[];
    const edition = editions.find((one) => one.from === from) ?? { from, file, rows: noRows() };
    if (!editions.includes(edition)) editions.push(edition);
    const { rows: into } = edition;
    for (const row of latestOfUndated(TABLE_READERS[table], rows))
      this.attempt(() => this.put(into, table, row, editionDays(table, row), facts));
    this.starts.add(from);
  }

  addRelease(
    from: LocalDate,
    file: string,
    rows: readonly CsvRow[],
    amounts: readonly CsvRow[],
    facts: FileFacts,
  ): void {
    const other = this.releases.find((one) => one.from === from);
    if (other) {
      this.problems.push(new ReferenceDataError(file, 0, `is the release of ${from}, as ${other.file} is`));
      return;
    }
    const release: Release = { from, file, values: noRows(), amounts: noRows() };
    const put = (into: Rows, table: TableName, row: CsvRow) =>
      this.attempt(() => this.put(into, table, row, periodOf(TABLE_READERS[table], row), facts));
    for (const row of rows) put(release.values, 'relative-values', row);
    for (const row of amounts) put(release.amounts, 'amounts', row);
    this.releases.push(release);
    this.starts.add(from);
  }

  private put(into: Rows, table: TableName, row: CsvRow, days: { from: LocalDate; to?: LocalDate }, facts: FileFacts) {
    const reader: TableReader<unknown> = TABLE_READERS[table];
    const name = reader.name(row);
    const [earlier] = table === 'codes' ? into.rowsOf(name) : [];
    if (earlier) throw new ReferenceDataError(row.file, row.line, `${name} stands there twice${at(earlier.origin)}`);
    into.add(
      name,
      { ...days, value: reader.value(row), shown: reader.shown(row), origin: this.origin(row, facts) },
      row,
    );
  }

  private origin(row: CsvRow, facts: FileFacts): Origin {
    return {
      file: row.file,
      line: row.line,
      source: row.optional('source') || facts.source || '',
      confidence: row.optional('confidence') || facts.confidence || '',
      loadedOn: row.optional('loaded_on') || facts.loadedOn || '',
      layer: this.name,
    };
  }

  build(): Layer {
    return {
      name: this.name,
      tables: mapTables(
        (name) =>
          new ReferenceTable(
            this.dated.get(name),
            [...(this.editions.get(name) as CatalogueVersion<unknown>[])].sort((a, b) => (a.from < b.from ? 1 : -1)),
          ),
      ),
      releases: [...this.releases].sort((a, b) => (a.from < b.from ? -1 : 1)),
      problems: this.problems,
      starts: this.starts,
    };
  }
}

function at({ file, line }: Origin): string {
  return ` (${file} line ${line})`;
}

/** Rows of an edition without a first day have counted for ever. */
function editionDays(table: TableName, row: CsvRow): { from: LocalDate; to?: LocalDate } {
  if (row.optional('from') !== '') return periodOf(TABLE_READERS[table], row);
  const to = row.optional('to');
  return to === '' ? { from: BEGINNING } : { from: BEGINNING, to };
}

/** Several rows of one name without a first day are its history: the last one (no last day, else the latest) tells. */
function latestOfUndated(reader: TableReader<unknown>, rows: readonly CsvRow[]): CsvRow[] {
  const ending = (row: CsvRow) => row.optional('to') || '9999-12-31';
  const latest = new Map<string, string>();
  const nameOf = (row: CsvRow) => (row.optional('from') === '' ? reader.name(row) : undefined);
  for (const row of rows) {
    const name = nameOf(row);
    if (name !== undefined && ending(row) > (latest.get(name) ?? '')) latest.set(name, ending(row));
  }
  return rows.filter((row) => {
    const name = nameOf(row);
    return name === undefined || ending(row) === latest.get(name);
  });
}

/** A code's row that states no last day counts to the day before the code's next one of the year. */
function endedByTheNext(rows: readonly CsvRow[]): { row: CsvRow; to?: LocalDate }[] {
  const starts = new Map<string, LocalDate[]>();
  for (const row of rows) {
    const name = row.optional('code');
    starts.set(name, [...(starts.get(name) ?? []), row.optional('from')]);
  }
  return rows.map((row) => {
    const from = row.optional('from');
    if (row.optional('to') !== '') return { row };
    const later = (starts.get(row.optional('code')) ?? []).filter(
      (start) => start > from && yearOf(start) === yearOf(from),
    );
    const next = later.sort()[0];
    return next === undefined || !isLocalDate(next) ? { row } : { row, to: addDays(next, -1) };
  });
}

/** Tables with a layer over them. */
export function withLayer(tables: ReferenceTables, layer: Layer): ReferenceTables {
  let values: ReferenceTable<unknown> = tables['relative-values'];
  let amounts: ReferenceTable<unknown> = tables.amounts;
  for (const release of layer.releases) {
    const rest = { from: release.from, to: `${release.from.slice(0, 4)}-12-31` };
    values = new ReferenceTable((values.dated as Rows).without(rest).under(release.values));
    amounts = new ReferenceTable((amounts.dated as Rows).under(release.amounts));
  }
  const below = { ...tables, 'relative-values': values, amounts } as Record<TableName, ReferenceTable<unknown>>;
  return mapTables((name) => {
    const own = layer.tables[name] as ReferenceTable<unknown>;
    return name === 'codes' ? replaced(below[name], own) : below[name].under(own);
  });
}

/** Of a code there is one row: a later layer's takes the place of the earlier one. */
function replaced(below: ReferenceTable<unknown>, own: ReferenceTable<unknown>): ReferenceTable<unknown> {
  if (own.dated.size === 0) return below;
  const rows = noRows();
  for (const table of [own.dated, below.dated])
    for (const name of table.names())
      if (rows.rowsOf(name).length === 0) for (const row of table.rowsOf(name)) rows.add(name, row, row.origin);
  return new ReferenceTable(rows);
}

/** How many faults one message names; a file of another layout has thousands. */
const NAMED_FAULTS = 20;

/** The layer, where nothing in it is unsound. Throws an error that names every fault. */
export function sound(layer: Layer): Layer {
  const [first, ...others] = layer.problems;
  if (!first) return layer;
  if (others.length === 0) throw first;
  throw new UnsoundLayerError(layer.problems);
}

class UnsoundLayerError extends CodedError {
  constructor(problems: readonly ReferenceDataError[]) {
    const named = problems.slice(0, NAMED_FAULTS).map(({ message }) => message);
    const left = problems.length - named.length;
    super('reference.invalid', [...named, ...(left > 0 ? [`and ${left} more`] : [])].join('\n'));
  }
}

/** A reference with a sound layer over it. */
export function layered(reference: Reference, layer: Layer): Reference {
  return referenceOf(withLayer(reference.tables, sound(layer)), reference);
}
