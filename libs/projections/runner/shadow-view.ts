import type pg from 'pg';
import type { EventSource } from './event-source.js';
import { foldStream } from './fold-stream.js';
import type { ParkedStream } from './stream-consumer.js';
import { categoryOf } from './stream-name.js';
import { StreamSlice, type StreamSlices, sliceOf, slicesOf } from './stream-slice.js';
import { inTransaction } from './transaction.js';
import type { ViewProjection } from './view-projection.js';
import { type FoldedRow, quoted, tablesOf, ViewTables } from './view-tables.js';

const PAGE_EVENTS = 5000;

/** A view folded anew from the store into tables of its own beside the live ones, which it never touches. */
export class ShadowView {
  /** All events up to here have been folded. */
  position = 0;
  events = 0;
  /** Streams whose fold threw. */
  readonly faults = new Map<string, ParkedStream>();
  readonly tables: ViewTables;

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

  /** Folds the store's next events; `save` is called in the transaction that writes the rows. True where there may be more. */
  async foldPage(save?: (client: pg.PoolClient) => Promise<void>): Promise<boolean> {
    const events = await this.source.readAll({ after: this.position, limit: PAGE_EVENTS });
    const mine = events.filter(({ stream }) => this.projection.categories.includes(categoryOf(stream)));
    const folds = await this.fold(slicesOf(mine));
    this.position = events.at(-1)?.position ?? this.position;
    await this.write(folds, save);
    return events.length === PAGE_EVENTS;
  }

  /** Folds single streams further than the position, up to the versions given. */
  async foldUpTo(streams: readonly { stream: string; version: number }[]): Promise<void> {
    const slices = new Map<string, StreamSlice>();
    for (const { stream, version } of streams) sliceOf(slices, stream).reaches(version);
    await this.write(await this.fold(slices));
  }

  private async fold(slices: StreamSlices): Promise<readonly FoldedRow[]> {
    if (slices.size === 0) return [];
    const rows = await this.tables.load(this.pool, [...slices.keys()]);
    const folds: FoldedRow[] = [];
    for (const [stream, slice] of slices) {
      if (this.faults.has(stream)) continue;
      const row = rows.get(stream);
      const events = await slice.after(row?.version ?? 0, stream, this.source);
      const { folded, fault, events: count } = foldStream(this.projection, stream, row, events);
      if (folded) folds.push(folded);
      if (fault) this.faults.set(stream, fault);
      this.events += count;
    }
    return folds;
  }

  private async write(folds: readonly FoldedRow[], save?: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    if (folds.length === 0 && !save) return;
    await inTransaction(this.pool, async (client) => {
      if (folds.length > 0) await this.tables.write(client, folds);
      await save?.(client);
    });
  }
}
