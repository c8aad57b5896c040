import type pg from 'pg';
import type { StoredEvent } from '#libs/event-store/event.js';
import type { EventSource } from './event-source.js';
import { foldStream } from './fold-stream.js';
import type { ParkedStream } from './stream-consumer.js';
import { categoryOf } from './stream-name.js';
import { StreamSlice, type StreamSlices, sliceOf, slicesOf } from './stream-slice.js';
import { inTransaction } from './transaction.js';
import type { ViewProjection } from './view-projection.js';
import { type FoldedRow, quoted, type StoredRow, tablesOf, ViewTables } from './view-tables.js';

const PAGE_EVENTS = 5000;
/** So many changed rows are gathered in memory before they are written: a stream's events lie days apart, and each write of its row costs the same. */
const ROWS_AT_ONCE = 10_000;

/** A view folded anew from the store into tables of its own beside the live ones, which it never touches. */
export class ShadowView {
  /** All events up to here have been folded. */
  position = 0;
  events = 0;
  /** Streams whose fold threw. */
  readonly faults = new Map<string, ParkedStream>();
  readonly tables: ViewTables;
  /** Rows that are folded and not yet written. */
  private changed = new Map<string, FoldedRow>();
  /** Rows written last: many of their streams go on soon. */
  private written: ReadonlyMap<string, FoldedRow> = new Map();
  /** The page that is being read while the one before is folded and written. */
  private next: Promise<readonly StoredEvent[]> | null = null;

  constructor(
    private readonly pool: pg.Pool,
    private readonly source: EventSource,
    readonly projection: ViewProjection,
    /** Stands behind the live names: `v2`. */
    private readonly suffix: string,
  ) {
    this.tables = new ViewTables(projection, (live) => this.nameOf(live));
  }

  nameOf(live: string): string {
    return `${live}_${this.suffix}`;
  }

  get liveTables(): readonly string[] {
    return tablesOf(this.projection);
  }

  /** True where all its tables are there, from an earlier try. */
  async exists(): Promise<boolean> {
    const { rows } = await this.pool.query<{ there: boolean }>(
      'select bool_and(to_regclass(name) is not null) as there from unnest($1::text[]) as name',
      [this.liveTables.map((live) => quoted(this.nameOf(live)))],
    );
    return rows[0]?.there ?? false;
  }

  /** Goes on from where an earlier try was broken off. */
  goOn({ position, events, faults }: { position: number; events: number; faults: readonly ParkedStream[] }): void {
    this.position = position;
    this.events = events;
    for (const fault of faults) this.faults.set(fault.stream, fault);
  }

  /** Makes empty tables like the live ones; what an earlier try left is dropped. */
  async make(): Promise<void> {
    await this.drop();
    for (const live of this.liveTables) {
      await this.pool.query(`create table ${quoted(this.nameOf(live))} (like ${quoted(live)} including all)`);
    }
  }

  async drop(): Promise<void> {
    for (const live of this.liveTables) await this.pool.query(`drop table if exists ${quoted(this.nameOf(live))}`);
  }

  /**
   * Folds the store's next events. Rows are written after the first page, when there are many of them, and at the end, and `save` is called in the transaction that does:
   * up to {@link position} all is written then. True where there may be more.
   */
  async foldPage(save?: (client: pg.PoolClient) => Promise<void>): Promise<boolean> {
    // A page that was read ahead may be the end of what was there then, and not of what is there now.
    const readAhead = this.next !== null;
    const events = await (this.next ?? this.readAfter(this.position));
    const full = events.length === PAGE_EVENTS;
    this.position = events.at(-1)?.position ?? this.position;
    this.next = full ? this.readAfter(this.position) : null;
    const mine = events.filter(({ stream }) => this.projection.categories.includes(categoryOf(stream)));
    await this.fold(slicesOf(mine));
    // The first rows are written at once: what the table refuses shows before minutes of folding.
    if (!full || this.written.size === 0 || this.changed.size >= ROWS_AT_ONCE) await this.write(save);
    return full || readAhead;
  }

  /** Folds single streams further than the position, up to the versions given. */
  async foldUpTo(streams: readonly { stream: string; version: number }[]): Promise<void> {
    const slices = new Map<string, StreamSlice>();
    for (const { stream, version } of streams) sliceOf(slices, stream).reaches(version);
    await this.fold(slices);
    await this.write();
  }

  /** Writes what has been folded so far; `save` is called in the same transaction. */
  async write(save?: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    const folds = [...this.changed.values()];
    if (folds.length === 0 && !save) return;
    await inTransaction(this.pool, async (client) => {
      if (folds.length > 0) await this.tables.write(client, folds);
      await save?.(client);
    });
    this.written = this.changed;
    this.changed = new Map();
  }

  private readAfter(after: number): Promise<readonly StoredEvent[]> {
    const page = this.source.readAll({ after, limit: PAGE_EVENTS });
    // Whoever takes the page is told; nobody takes it where the rebuild is broken off.
    page.catch(() => {});
    return page;
  }

  private async fold(slices: StreamSlices): Promise<void> {
    const rows = await this.rowsOf([...slices.keys()]);
    for (const [stream, slice] of slices) {
      if (this.faults.has(stream)) continue;
      const row = rows.get(stream);
      const events = await slice.after(row?.version ?? 0, stream, this.source);
      const { folded, fault, events: count } = foldStream(this.projection, stream, row, events);
      if (folded) this.changed.set(stream, folded);
      if (fault) this.faults.set(stream, fault);
      this.events += count;
    }
  }

  /** Rows as they stand now, from memory where they are at hand. */
  private async rowsOf(streams: readonly string[]): Promise<ReadonlyMap<string, StoredRow>> {
    const rows = new Map<string, StoredRow>();
    for (const stream of streams) {
      const row = this.changed.get(stream) ?? this.written.get(stream);
      if (row) rows.set(stream, row);
    }
    const others = streams.filter((stream) => !rows.has(stream));
    if (others.length === 0) return rows;
    return new Map([...rows, ...(await this.tables.load(this.pool, others))]);
  }
}
