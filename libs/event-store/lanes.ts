import pg from 'pg';
import type { Queryable } from './pool.js';

/** More connections at once than this were slower: each waits for a processor of its own on the server. */
const MOST_LANES = 4;

interface Lane {
  readonly client: Promise<pg.PoolClient>;
  underWay: number;
}

const known = new WeakMap<pg.Pool, Lanes>();

/**
 * Short statements, each a transaction of its own, over few connections of a pool: several are under way on one connection at a time, and neither side
 * waits for the other between them. The pool's connections must have been made with `pipeline: true` (`createPool`). A connection is taken from the pool
 * while something is under way on it. Not for what takes long: what stands behind it on its connection waits.
 */
export class Lanes implements Pick<pg.Pool, 'query'> {
  private readonly lanes: Lane[] = [];

  private constructor(private readonly pool: pg.Pool) {}

  /** The lanes of a pool, the same for all who ask; a single connection is its own. */
  static over(db: Queryable): Queryable {
    if (!(db instanceof pg.Pool) || db.options.pipeline !== true) return db;
    const lanes = known.get(db) ?? new Lanes(db);
    known.set(db, lanes);
    return lanes as unknown as Queryable;
  }

  // biome-ignore lint/suspicious/noExplicitAny: one of a dozen overloads of pg's; callers see Queryable.
  readonly query: any = async (config: pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult> => {
    const lane = this.enter();
    try {
      return await (await lane.client).query(config, values as never);
    } finally {
      this.leave(lane);
    }
  };

  private enter(): Lane {
    const quietest = this.lanes.reduce<Lane | undefined>((a, b) => (a && a.underWay <= b.underWay ? a : b), undefined);
    if (quietest && this.lanes.length >= MOST_LANES) {
      quietest.underWay += 1;
      return quietest;
    }
    const lane = { client: this.pool.connect(), underWay: 1 };
    this.lanes.push(lane);
    return lane;
  }

  private leave(lane: Lane): void {
    lane.underWay -= 1;
    if (lane.underWay > 0) return;
    this.lanes.splice(this.lanes.indexOf(lane), 1);
    // The pool drops a connection that has broken; one that never came about has nothing to give back.
    lane.client.then((client) => client.release()).catch(() => {});
  }
}
