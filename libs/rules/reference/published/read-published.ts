import type { Layout, PublishedQuestion, PublishedTable } from './layout.js';
import { LOCALITY_FILE } from './locality-file.js';
import { PAIR_FILE } from './pair-file.js';
import { columnOf, openPublished } from './published-file.js';
import { RELATIVE_VALUE_FILE } from './relative-value-file.js';
import { UNIT_LIMIT_FILE } from './unit-limit-file.js';

const LAYOUTS: readonly Layout[] = [RELATIVE_VALUE_FILE, LOCALITY_FILE, PAIR_FILE, UNIT_LIMIT_FILE];

/** Reads a quarterly file of CMS as published, known by its heading; undefined for any other. */
export function readPublished(question: PublishedQuestion): PublishedTable | undefined {
  const file = openPublished(question.file, question.text);
  const layout = file && LAYOUTS.find(({ columns }) => columns.every((one) => columnOf(file, one) >= 0));
  return file && layout ? { table: layout.table, ...layout.read(file, question) } : undefined;
}
