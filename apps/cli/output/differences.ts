import type { Difference } from '#libs/projections/runner/compare-views.js';
import { type Cell, table } from './table.js';

/** So many differing rows are shown; all are counted. */
const SHOWN = 100;

export function firstOf(differences: readonly Difference[]): readonly Difference[] {
  return differences.slice(0, SHOWN);
}

/** A table of results, and under it the rows that differ, where any do. */
export function differenceTable(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  differences: readonly Difference[],
): string {
  const results = table(headings, rows);
  if (differences.length === 0) return results;
  const shown = firstOf(differences).map(({ table: name, stream, kind, liveVersion, foldVersion }) => [
    name,
    stream,
    kind,
    liveVersion ?? undefined,
    foldVersion ?? undefined,
  ]);
  return `${results}\n${table(['table', 'stream', 'difference', 'live version', 'folded version'], shown)}`;
}
