import { EventStore } from '#libs/event-store/event-store.js';
import type { Pool } from '#libs/event-store/pool.js';
import { keepTrying } from '#libs/messaging/back-off.js';
import type { Readiness } from '#libs/observability/health.js';
import type { Logger } from '#libs/observability/logger.js';
import { RebuildRunning } from '#libs/projections/runner/rebuild-errors.js';
import { rebuildView } from '#libs/projections/runner/rebuild-view.js';
import { noteFolds, type RebuildDue, rebuildsDue } from '#libs/projections/runner/view-folds.js';
import type { ViewProjection } from '#libs/projections/runner/view-projection.js';

export interface FoldKeeperOptions {
  readonly pool: Pool;
  readonly views: readonly ViewProjection[];
  readonly logger: Logger;
  /** Rebuilds what is due; needs the login that owns the schema. */
  readonly rebuildAtStart: boolean;
}

/** Says which views hold rows of an earlier fold, so that no figure is a mixture that nobody knows of. */
export class FoldKeeper {
  constructor(private readonly options: FoldKeeperOptions) {}

  /** Before the first row is folded: notes whose rows new views will hold. Tries until Postgres answers. */
  async note(signal: AbortSignal): Promise<void> {
    const { pool, views, logger } = this.options;
    await keepTrying(() => noteFolds(pool, views), {
      signal,
      onFailure: (error, attempt, waitMs) =>
        logger.warn({ error, attempt, waitMs, component: 'projector' }, 'Postgres cannot be reached'),
    });
  }

  /** Warns of each view that another fold has made, and rebuilds it where that is wanted. The live view goes on meanwhile. */
  async tend(signal: AbortSignal): Promise<void> {
    const { pool, views, logger, rebuildAtStart } = this.options;
    for (const { projection, foldedBy } of await rebuildsDue(pool, views)) {
      const fields = { projection: projection.name, foldedBy, foldVersion: projection.foldVersion };
      logger.warn(fields, 'rebuild due: the view holds rows of another fold');
      if (!rebuildAtStart || signal.aborted) continue;
      await this.rebuild(projection, signal);
    }
  }

  /** For `/health/ready`: a view that is due is served all the same. */
  async readiness(): Promise<Readiness> {
    const due = await rebuildsDue(this.options.pool, this.options.views);
    return due.length === 0 ? null : { note: `rebuild due: ${due.map(nameOf).join(', ')}` };
  }

  private async rebuild(projection: ViewProjection, signal: AbortSignal): Promise<void> {
    const { pool, logger } = this.options;
    const fields = { projection: projection.name };
    try {
      await rebuildView({ pool, source: new EventStore(pool), projection, accept: true, signal });
      logger.info(fields, 'rebuilt');
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof RebuildRunning) logger.info(fields, 'is being rebuilt by another');
      else logger.error({ ...fields, error }, 'not rebuilt: run `claimstream projections rebuild`');
    }
  }
}

const nameOf = ({ projection }: RebuildDue) => projection.name;
