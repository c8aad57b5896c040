import { readRecords } from '../csv.js';

/** A file as CMS publishes it: title lines, a heading that may be stacked over several lines, then the rows. */
export interface PublishedFile {
  readonly name: string;
  /** Everything above the rows. */
  readonly preamble: string;
  /** What stands above each column, all heading lines together, in capitals. */
  readonly heading: readonly string[];
  /** The rows whose first cell is wanted, with the line on which each stands. */
  rows(wanted: (first: string) => boolean): Generator<{ readonly line: number; readonly cells: readonly string[] }>;
}

/** A row begins with a procedure code or the number of a contractor, and nothing else in its cell. */
const FIRST_CELL = /^"?([A-Z]?\d{3,4}[A-Z0-9]?)"?[,\t]/;
/** Title lines fill one cell or two, heading lines more. */
const HEADING_CELLS = 3;

function* linesOf(text: string): Generator<{ line: number; start: number; end: number }> {
  let start = 0;
  for (let line = 1; start < text.length; line += 1) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    yield { line, start, end };
    start = end + 1;
  }
}

/** The first cell of a line that is a row, read without splitting the line: a file may have a million that are not wanted. */
function firstCell(text: string, start: number, end: number): string | undefined {
  return FIRST_CELL.exec(text.slice(start, Math.min(end, start + 9)))?.[1];
}

function headingOf(preamble: string, delimiter: string): string[] {
  const lines = readRecords(preamble, delimiter)
    .map(({ record }) => record)
    .filter((record) => record.filter((cell) => cell !== '').length >= HEADING_CELLS);
  const width = Math.max(0, ...lines.map((record) => record.length));
  return Array.from({ length: width }, (_, column) =>
    lines
      .map((record) => record[column] ?? '')
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim()
      .toUpperCase(),
  );
}

/** Looks for title, heading and rows; undefined where the text has no rows below a heading. */
export function openPublished(name: string, text: string): PublishedFile | undefined {
  for (const { start, end } of linesOf(text)) {
    if (firstCell(text, start, end) === undefined) continue;
    const preamble = text.slice(0, start);
    const delimiter = text.slice(start, end).includes('\t') ? '\t' : ',';
    return {
      name,
      preamble,
      heading: headingOf(preamble, delimiter),
      *rows(wanted) {
        for (const { line, start: from, end: to } of linesOf(text)) {
          const first = from < start ? undefined : firstCell(text, from, to);
          if (first === undefined || !wanted(first)) continue;
          const [parsed] = readRecords(text.slice(from, to), delimiter);
          if (parsed) yield { line, cells: parsed.record };
        }
      },
    };
  }
  return undefined;
}

/** The column whose heading matches; -1 where there is none. */
export function columnOf(file: PublishedFile, heading: RegExp): number {
  return file.heading.findIndex((text) => heading.test(text));
}
