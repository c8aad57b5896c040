import type { Pool } from '#libs/event-store/pool.js';
import type { ClaimRow } from '#libs/projections/claim-view/claim-row.js';
import { evolveClaimRow } from '#libs/projections/claim-view/claim-view.js';
import type { ClaimEvent } from '#libs/projections/testing/claim-story.js';
import { eventually } from '#libs/testing/eventually.js';
import { peer } from '../peers/peer.js';

/** What of emmett is used here; its packages are not the project's, so that their types are not at hand. */
interface EmmettPostgres {
  getPostgreSQLEventStore(url: string, options?: object): EmmettStore;
  rebuildPostgreSQLProjections(options: object): { start(): Promise<void>; close(): Promise<void> };
  pongoSingleStreamProjection(options: object): object;
}
interface EmmettStore {
  appendToStream(stream: string, events: readonly object[], options?: object): Promise<unknown>;
  schema: { migrate(): Promise<unknown> };
  close(): Promise<void>;
}

const COLLECTION = 'claims';

/** emmett-postgresql, with a store in a database of its own. */
export class Emmett {
  private constructor(
    private readonly library: EmmettPostgres,
    private readonly url: string,
    private readonly pool: Pool,
    private readonly store: EmmettStore,
  ) {}

  /** Undefined where the package cannot be had. */
  static async open({ url, pool }: { url: string; pool: Pool }): Promise<Emmett | undefined> {
    const library = await peer<EmmettPostgres>('@event-driven-io/emmett-postgresql');
    if (!library) return undefined;
    const store = library.getPostgreSQLEventStore(url, { connectionOptions: { pool } });
    await store.schema.migrate();
    return new Emmett(library, url, pool, store);
  }

  append(stream: string, events: readonly object[], expectedStreamVersion = 'STREAM_DOES_NOT_EXIST'): Promise<unknown> {
    return this.store.appendToStream(stream, events, { expectedStreamVersion });
  }

  async countEvents(): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>('select count(*) as count from emt_messages');
    return rows[0]?.count ?? 0;
  }

  /**
   * Makes a rebuild begin at the first event: a second one empties the collection, keeps the checkpoint and folds nothing. And it reads no event before all
   * transactions of the whole server that began earlier have ended, those of other databases too: waits for that.
   */
  async readyToRebuild(): Promise<void> {
    await this.pool.query('delete from emt_processors');
    await eventually('emmett to see all its events', async () => {
      const { rows } = await this.pool.query<{ unseen: number }>(
        'select count(*) as unseen from emt_messages where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())',
      );
      return rows[0]?.unseen === 0;
    });
  }

  /** Rebuilds a projection of its document store from the first event; the fold is the project's own. */
  async rebuildClaims(): Promise<void> {
    const projection = this.library.pongoSingleStreamProjection({
      collectionName: COLLECTION,
      canHandle: [...HANDLED],
      evolve: (document: ClaimRow | null, { type, data }: ClaimEvent) =>
        evolveClaimRow(document, { occurredAt: '2026-03-02T15:00:00.000Z', event: { type, data } as ClaimEvent }),
    });
    const consumer = this.library.rebuildPostgreSQLProjections({
      connectionString: this.url,
      projections: [projection],
    });
    await consumer.start();
    await consumer.close();
  }

  async countClaims(): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(`select count(*) as count from ${COLLECTION}`);
    return rows[0]?.count ?? 0;
  }

  close(): Promise<void> {
    return this.store.close();
  }
}

const HANDLED = [
  ...['ClaimDrafted', 'ClaimHeld', 'ClaimReleased', 'ClaimSubmitted', 'ClaimAcknowledged', 'ClaimAdjudicated'],
  ...['ClaimDenied', 'ClaimPaid'],
];
