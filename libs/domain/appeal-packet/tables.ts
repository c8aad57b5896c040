import { isAttachmentKind } from '#libs/contracts/attachment-kinds.js';
import { letterFaults } from '#libs/contracts/letter-template.js';
import { type CsvRow, ReferenceDataError, readCsv } from '#libs/rules/reference/csv.js';
import type { AppealArgument } from './facts.js';

/** A row names what it is for; an empty cell is for all. */
interface Narrowed {
  readonly category: string;
  readonly reason: string;
  readonly payerKind: string;
  readonly level: string;
}

export interface ChecklistRow extends Narrowed {
  readonly kinds: readonly string[];
}
export interface ArgumentRow extends Narrowed {
  readonly argument: AppealArgument;
}
export interface TemplateRow extends Narrowed {
  readonly text: string;
}

/** What packets are put together by: data that comes with the project. */
export interface PacketTables {
  readonly checklist: readonly ChecklistRow[];
  readonly arguments: readonly ArgumentRow[];
  readonly templates: readonly TemplateRow[];
}

/** What a packet is about. */
export type PacketSubject = Narrowed;

const narrowed = (row: CsvRow): Narrowed => ({
  category: row.optional('category'),
  reason: row.optional('reason'),
  payerKind: row.optional('payer_kind'),
  level: row.optional('level'),
});

const FIELDS = ['level', 'payerKind', 'category', 'reason'] as const;

/** Whether a row holds for a subject: it says nothing else about it. */
export function holdsFor(row: Narrowed, subject: PacketSubject): boolean {
  return FIELDS.every((field) => row[field] === '' || row[field] === subject[field]);
}

/** The row that says most about a subject; a later one of equal weight gives way. A table has a row for everything, so there is one. */
export function mostSpecific<Row extends Narrowed>(rows: readonly Row[], subject: PacketSubject): Row {
  const weight = (row: Row) => FIELDS.reduce((sum, field, index) => sum + (row[field] === '' ? 0 : 2 ** index), 0);
  const [first] = rows.filter((row) => holdsFor(row, subject)).toSorted((a, b) => weight(b) - weight(a));
  if (!first) throw new Error('a table of appeal packets has no row for everything else');
  return first;
}

function kindsOf(row: CsvRow): readonly string[] {
  const kinds = row.cell('kinds').split(' ').filter(Boolean);
  const unknown = kinds.find((kind) => !isAttachmentKind(kind));
  if (unknown !== undefined) throw new ReferenceDataError(row.file, row.line, `unknown kind ${unknown}`);
  return kinds;
}

function templateOf(row: CsvRow, read: (file: string) => string): string {
  const text = read(row.cell('file'));
  const [fault] = letterFaults(text);
  if (fault !== undefined) throw new ReferenceDataError(row.cell('file'), 0, fault);
  return text;
}

/** Reads the tables; `template` reads a template by its file's name. Throws `ReferenceDataError` with file and line where one is not sound. */
export function loadPacketTables(
  csv: { readonly checklist: string; readonly arguments: string; readonly templates: string },
  template: (file: string) => string,
): PacketTables {
  return {
    checklist: readCsv('appeal_checklist.csv', csv.checklist).map((row) => ({ ...narrowed(row), kinds: kindsOf(row) })),
    arguments: readCsv('appeal_arguments.csv', csv.arguments).map((row) => ({
      ...narrowed(row),
      argument: { name: row.cell('name'), text: row.cell('text'), source: row.cell('source') },
    })),
    templates: readCsv('letter_templates.csv', csv.templates).map((row) => ({
      ...narrowed(row),
      text: templateOf(row, template),
    })),
  };
}
