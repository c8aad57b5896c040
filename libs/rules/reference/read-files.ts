import { isLocalDate, type LocalDate } from '#libs/kernel/local-date.js';
import { type CsvRow, ReferenceDataError, readCsv } from './csv.js';
import { type FileFacts, type Layer, LayerBuilder } from './layer.js';
import { editionStart } from './published/first-day.js';
import { readPublished } from './published/read-published.js';
import type { LayerName } from './reference-table.js';
import { TABLE_NAMES, TABLE_READERS, type TableName } from './tables/all-tables.js';

/** A file of reference data: its name, for messages and for the quarter that it may state, and its text. */
export interface DataFile {
  readonly name: string;
  readonly text: string;
}

export interface ReadOptions {
  readonly layer: LayerName;
  /** True for codes that the layers below know. Of published files only rows of known codes are taken. */
  readonly knows?: (code: string) => boolean;
  /** From which day files count that do not say so themselves. */
  readonly from?: LocalDate;
  /** True where the folder holds other files too, which are nobody's fault. */
  readonly othersAllowed?: boolean;
}

interface StatedFile extends FileFacts {
  readonly from?: LocalDate;
}

const VERSION_COLUMNS = ['file', 'from', 'source'];

function headingOf(text: string): ReadonlySet<string> {
  const end = text.indexOf('\n');
  const line = (end < 0 ? text : text.slice(0, end)).replace(/^\uFEFF/, '');
  return new Set(line.split(',').map((cell) => cell.trim()));
}

function has(heading: ReadonlySet<string>, columns: readonly string[]): boolean {
  return columns.every((column) => heading.has(column));
}

/** `catalogue_versions.csv` or the like: from which day files count, and where they come from. */
function readStatements(files: readonly DataFile[], builder: LayerBuilder): ReadonlyMap<string, StatedFile> {
  const stated = new Map<string, StatedFile>();
  for (const { name, text } of files)
    for (const row of builder.attempt(() => readCsv(name, text)) ?? [])
      builder.attempt(() => {
        const from = row.cell('from');
        if (!isLocalDate(from)) throw new ReferenceDataError(row.file, row.line, 'from is not a date');
        const facts = { confidence: row.optional('confidence'), loadedOn: row.optional('loaded_on') };
        stated.set(row.cell('file'), { from, source: row.cell('source'), ...facts });
      });
  return stated;
}

/** Rows of one of the project's own tables: an edition of a catalogue where a day is known for the file, else rows with their own days. */
function addOwn(
  builder: LayerBuilder,
  table: TableName,
  file: DataFile,
  stated: StatedFile,
  from?: LocalDate,
): readonly CsvRow[] {
  const rows = builder.attempt(() => readCsv(file.name, file.text)) ?? [];
  const undated = (row: CsvRow) => row.optional('from') === '';
  const edition = stated.from ?? editionStart(file.name, '') ?? from;
  if (!TABLE_READERS[table].catalogue || (edition === undefined && !rows.some(undated)))
    builder.addDated(table, rows, stated);
  else if (edition !== undefined) builder.addEdition(table, edition, file.name, rows, stated);
  else
    builder.attempt(() => {
      const line = rows.find(undated)?.line ?? 0;
      throw new ReferenceDataError(file.name, line, 'from is missing, and nothing says from which day the file counts');
    });
  return rows;
}

function addPublished(
  builder: LayerBuilder,
  file: DataFile,
  wanted: (code: string) => boolean,
  from?: LocalDate,
): boolean {
  const published = readPublished({ file: file.name, text: file.text, wanted, ...(from !== undefined && { from }) });
  if (!published) return false;
  const { table, rows, amounts, source } = published;
  const facts = { source, confidence: 'high' };
  if (table === 'relative-values') builder.addRelease(published.from, file.name, rows, amounts, facts);
  else if (table === 'localities') builder.addDated(table, rows, facts);
  else builder.addEdition(table, published.from, file.name, rows, facts);
  return true;
}

/** Reads the files of a layer, each known by its content: the project's own tables and CMS's files as published. */
export function readFiles(files: readonly DataFile[], options: ReadOptions): Layer {
  const builder = new LayerBuilder(options.layer);
  const headings = new Map(files.map((file) => [file, headingOf(file.text)]));
  const tableOf = (file: DataFile) => {
    const heading = headings.get(file) as ReadonlySet<string>;
    return TABLE_NAMES.find((name) => has(heading, TABLE_READERS[name].columns));
  };
  const statements = files.filter((file) => has(headings.get(file) as ReadonlySet<string>, VERSION_COLUMNS));
  const stated = readStatements(statements, builder);
  const others: DataFile[] = [];
  const known = new Set<string>();
  for (const file of files) {
    const table = tableOf(file);
    if (table) {
      const rows = addOwn(builder, table, file, stated.get(file.name) ?? {}, options.from);
      if (table === 'codes') for (const row of rows) known.add(row.cell('code'));
    } else if (!statements.includes(file)) others.push(file);
  }
  const wanted = (code: string) => known.has(code) || options.knows?.(code) === true;
  for (const file of others)
    builder.attempt(() => {
      const from = options.from ?? stated.get(file.name)?.from;
      if (!addPublished(builder, file, wanted, from) && !options.othersAllowed)
        throw new ReferenceDataError(
          file.name,
          0,
          'is no table that is known: neither one of our own nor a file of CMS',
        );
    });
  return builder.build();
}
