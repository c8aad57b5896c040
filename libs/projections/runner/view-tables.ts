import { createHash } from 'node:crypto';
import type pg from 'pg';
import { practiceOf } from './stream-name.js';
import type { Row, RowTable, ViewProjection } from './view-projection.js';

/** One stream's fold, ready to be written. */
export interface FoldedRow {
  readonly stream: string;
  readonly version: number;
  readonly state: object;
}

export interface StoredRow {
  readonly version: number;
  readonly state: object;
}

type Database = Pick<pg.PoolClient, 'query'>;

/** A view's tables, live or one generation of them, and the SQL that reads and writes them. */
export class ViewTables {
  constructor(
    readonly projection: ViewProjection,
    /** Gives the table that stands for a live one; the live ones where left out. */
    private readonly nameOf?: (live: string) => string,
  ) {}

  /** True where a stream's fold stands in one row and no more: then one statement writes it whole. */
  get isOneTable(): boolean {
    return (this.projection.rowTables ?? []).length === 0;
  }

  get main(): string {
    return this.named(this.projection.table);
  }

  async versionsOf(db: Database, streams: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await db.query<{ stream: string; version: number }>({
      ...this.statement(
        `select v.stream, v.version from ${this.main} as v, unnest($1::text[], $2::text[]) as s(practice, stream)
         where v.practice = s.practice and v.stream = s.stream`,
      ),
      values: [streams.map(practiceOf), streams],
    });
    return new Map(rows.map(({ stream, version }) => [stream, version]));
  }

  async load(db: Database, streams: readonly string[]): Promise<Map<string, StoredRow>> {
    const { rows } = await db.query<{ stream: string; version: number; state: object }>({
      ...this.statement(
        `select v.stream, v.version, v.state from ${this.main} as v, unnest($1::text[], $2::text[]) as s(practice, stream)
         where v.practice = s.practice and v.stream = s.stream`,
      ),
      values: [streams.map(practiceOf), streams],
    });
    return new Map(rows.map(({ stream, version, state }) => [stream, { version, state }]));
  }

  /**
   * Writes folds, in the caller's transaction unless it {@link isOneTable}: never over a row of the same or a higher version, so a repeated, re-ordered or deposed writer
   * changes nothing. Sorted by key, so that writers do not deadlock.
   */
  async write(db: Database, folds: readonly FoldedRow[]): Promise<void> {
    const sorted = [...folds].sort((a, b) => (a.stream < b.stream ? -1 : 1));
    const rows = sorted.map((fold) => this.mainRow(fold));
    const columns = columnsOf(rows);
    const updates = columns.filter((column) => column !== 'practice' && column !== 'stream');
    const names = columns.map(quoted).join(', ');
    const written = await db.query<{ stream: string }>({
      ...this.statement(
        `insert into ${this.main} as live (${names})
         select ${names} from json_populate_recordset(null::${this.main}, $1)
         on conflict (practice, stream) do update set ${assignments(updates)} where live.version < excluded.version
         returning stream`,
      ),
      values: [JSON.stringify(rows)],
    });
    const tables = this.projection.rowTables ?? [];
    if (tables.length === 0 || written.rows.length === 0) return;
    // The rows just written are locked until the transaction ends: their further rows are nobody else's meanwhile.
    const taken = new Set(written.rows.map(({ stream }) => stream));
    const mine = sorted.filter(({ stream }) => taken.has(stream));
    for (const table of tables) await this.writeRows(db, table, mine);
  }

  private named(live: string): string {
    return quoted(this.nameOf?.(live) ?? live);
  }

  /**
   * A statement on live tables has a name, so that a connection plans it once: for a few rows the plan costs the server more than they do. Tables that
   * are being filled grow too fast for one plan.
   */
  private statement(text: string): { readonly text: string; readonly name?: string } {
    return this.nameOf ? { text } : { text, name: nameOf(text) };
  }

  private mainRow({ stream, version, state }: FoldedRow): Row {
    const practice = practiceOf(stream);
    const folded = { practice, stream, version };
    return { ...this.projection.columns(state, folded), ...folded, state: state as Row['state'] };
  }

  private async writeRows(db: Database, table: RowTable, folds: readonly FoldedRow[]): Promise<void> {
    const name = this.named(table.table);
    const rows = folds.flatMap(({ stream, version, state }) => {
      const practice = practiceOf(stream);
      const given = table.rows(state, { practice, stream, version });
      return given.map((row): Row => ({ ...row, practice, stream, stream_version: version }));
    });
    const streams = folds.map(({ stream }) => stream);
    const key = ['practice', ...table.key];
    await db.query({
      ...this.statement(
        `delete from ${name} as old using unnest($2::text[], $3::text[]) as s(practice, stream)
         where old.practice = s.practice and old.stream = s.stream and not exists (
           select from json_populate_recordset(null::${name}, $1) as new
           where ${key.map((column) => `new.${quoted(column)} = old.${quoted(column)}`).join(' and ')}
         )`,
      ),
      values: [JSON.stringify(rows), streams.map(practiceOf), streams],
    });
    if (rows.length === 0) return;
    const columns = columnsOf(rows);
    const names = columns.map(quoted).join(', ');
    await db.query({
      ...this.statement(
        `insert into ${name} (${names}) select ${names} from json_populate_recordset(null::${name}, $1)
         order by ${key.map(quoted).join(', ')}
         on conflict (${key.map(quoted).join(', ')}) do update set ${assignments(columns.filter((c) => !key.includes(c)))}`,
      ),
      values: [JSON.stringify(rows)],
    });
  }
}

/** A view's live tables, in the order in which writers take them. */
export function tablesOf({ table, rowTables }: ViewProjection): readonly string[] {
  return [table, ...(rowTables ?? []).map((rows) => rows.table)];
}

/** `views.claims` → `"views"."claims"`. Names come from the program's own text, never from outside. */
export function quoted(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
}

const nameOfText = new Map<string, string>();

function nameOf(text: string): string {
  const name = nameOfText.get(text) ?? `view-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  nameOfText.set(text, name);
  return name;
}

const assignments = (columns: readonly string[]) =>
  columns.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');

const columnsOf = (rows: readonly Row[]) => [...new Set(rows.flatMap((row) => Object.keys(row)))];
