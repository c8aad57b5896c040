import type { StoredEvent } from '#libs/event-store/event.js';
import type { Json } from '#libs/kernel/json.js';

/** One row as it stands in a table: column names and their values; instants and dates as text. */
export type Row = { readonly [column: string]: Json | undefined };

/** Which stream a row was folded from, and how far. */
export interface FoldedStream {
  readonly practice: string;
  readonly stream: string;
  readonly version: number;
}

/**
 * A view: one row a stream, folded from that stream alone, carrying its version.
 *
 * The table has the columns `practice text, stream text, version integer, state jsonb`, the primary key (practice, stream), and the columns
 * that `columns` gives; it has been made switchable (`work.make_switchable`) in its migration. `state` is the fold's whole state: it must
 * come back from JSON as it went in. A view sees the fields in clear only; it holds ids, never patient data.
 */
export interface ViewProjection<State extends object = object> {
  /** Storage format: names the view in commands, checkpoints and parked streams. */
  readonly name: string;
  /** Counts up whenever `evolve`, `columns` or `rows` give something else than before: a rebuild that an older fold began is begun anew. */
  readonly foldVersion: number;
  /** Whose streams it folds: `claim`, `denial`. */
  readonly categories: readonly string[];
  /** Schema and name: `views.claims`. */
  readonly table: string;
  /** Pure; the state is null before a stream's first event. What it throws parks the stream. */
  evolve(state: State | null, event: StoredEvent): State;
  /** What stands beside the state in columns of its own, for SQL to read. */
  columns(state: State, stream: FoldedStream): Row;
  /** Further tables with any number of rows a stream, written in the same transaction: charge lines, due work. */
  readonly rowTables?: readonly RowTable<State>[];
}

/**
 * A table of rows that belong to streams: columns `practice text, stream text, stream_version integer` and what `rows` gives; a unique
 * index over practice and `key`; an index on (practice, stream); switchable. It belongs to one view alone, and the fold gives all its columns.
 */
export interface RowTable<State extends object = object> {
  readonly table: string;
  /** What tells a practice's rows apart: `['kind', 'intent']`. */
  readonly key: readonly string[];
  /** All rows of the stream; those that are not given any more are deleted. */
  rows(state: State, stream: FoldedStream): readonly Row[];
}

/** Takes the state's type out, for lists of views. The state that reaches `evolve` is the one that it gave before. */
export function anyView<State extends object>(projection: ViewProjection<State>): ViewProjection {
  return projection as unknown as ViewProjection;
}
