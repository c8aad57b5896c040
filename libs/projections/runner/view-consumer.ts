import type pg from 'pg';
import { Lanes } from '#libs/event-store/lanes.js';
import { errorReason } from '#libs/observability/describe-error.js';
import type { EventSource } from './event-source.js';
import { type Folding, foldStream } from './fold-stream.js';
import { isInfrastructureError } from './infrastructure-error.js';
import { park, parkedAmong } from './parked-streams.js';
import type { Applied, ParkedStream, StreamConsumer } from './stream-consumer.js';
import type { StreamSlices } from './stream-slice.js';
import { inTransaction } from './transaction.js';
import type { ViewProjection } from './view-projection.js';
import { type FoldedRow, ViewTables } from './view-tables.js';

/** Keeps one view up to date: loads the rows of a batch's streams, folds in memory, writes them back in one transaction. */
export class ViewConsumer implements StreamConsumer {
  readonly name: string;
  readonly categories: readonly string[];
  private readonly tables: ViewTables;

  constructor(
    private readonly pool: pg.Pool,
    private readonly source: EventSource,
    private readonly projection: ViewProjection,
  ) {
    this.name = projection.name;
    this.categories = projection.categories;
    this.tables = new ViewTables(projection);
  }

  versionsOf(streams: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.tables.versionsOf(this.pool, streams);
  }

  async apply(slices: StreamSlices): Promise<Applied> {
    const streams = [...slices.keys()];
    const [rows, aside] = await Promise.all([
      this.tables.load(Lanes.over(this.pool), streams),
      parkedAmong(this.pool, this.name, streams),
    ]);
    const foldings: Folding[] = [];
    for (const [stream, slice] of slices) {
      if (aside.has(stream)) continue;
      const row = rows.get(stream);
      const events = await slice.after(row?.version ?? 0, stream, this.source);
      if (events.length > 0) foldings.push(foldStream(this.projection, stream, row, events));
    }
    const folds = foldings.flatMap(({ folded }) => folded ?? []);
    const faults = foldings.flatMap(({ fault }) => fault ?? []);
    const refused = await this.write(folds, faults, slices);
    return { events: foldings.reduce((sum, { events }) => sum + events, 0), parked: [...faults, ...refused] };
  }

  /** Writes all at once. Where the database refuses the data (not where it is broken), each stream alone, and parks those it refuses. */
  private async write(folds: readonly FoldedRow[], faults: readonly ParkedStream[], slices: StreamSlices) {
    if (folds.length === 0 && faults.length === 0) return [];
    try {
      if (this.tables.isOneTable && faults.length === 0) await this.tables.write(Lanes.over(this.pool), folds);
      else
        await inTransaction(this.pool, async (client) => {
          if (folds.length > 0) await this.tables.write(client, folds);
          await park(client, this.name, faults);
        });
      return [];
    } catch (error) {
      if (isInfrastructureError(error)) throw error;
    }
    await park(this.pool, this.name, faults);
    const refused: ParkedStream[] = [];
    for (const fold of folds) {
      try {
        await inTransaction(this.pool, (client) => this.tables.write(client, [fold]));
      } catch (error) {
        if (isInfrastructureError(error)) throw error;
        refused.push(await this.parkRefused(fold, slices, errorReason(error)));
      }
    }
    return refused;
  }

  private async parkRefused(fold: FoldedRow, slices: StreamSlices, reason: string): Promise<ParkedStream> {
    const { stream } = fold;
    const row = (await this.tables.load(this.pool, [stream])).get(stream);
    const [first] = (await slices.get(stream)?.after(row?.version ?? 0, stream, this.source)) ?? [];
    const parked = { stream, version: first?.version ?? fold.version, position: first?.position ?? 1, reason };
    await park(this.pool, this.name, [parked]);
    return parked;
  }
}
