import type pg from 'pg';
import { pause } from '#libs/messaging/back-off.js';
import { aloneOn } from './alone.js';
import { compareViews, type Difference } from './compare-views.js';
import type { EventSource } from './event-source.js';
import { ShadowView } from './shadow-view.js';
import type { ViewProjection } from './view-projection.js';

/** A view that is being written to has this long to catch up before a stream that is behind counts as different. */
const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 500;

export interface Verified {
  readonly projection: string;
  /** Events folded. */
  readonly events: number;
  readonly position: number;
  readonly differences: readonly Difference[];
}

/**
 * Folds every stream of a view anew and compares row by row. What is under way while it looks is waited for: a difference that is reported has lasted.
 * A parked stream is compared up to the event at which it is parked.
 */
export async function verifyView(options: {
  pool: pg.Pool;
  source: EventSource;
  projection: ViewProjection;
  patienceMs?: number;
  signal?: AbortSignal;
}): Promise<Verified> {
  const { pool, source, projection } = options;
  const signal = options.signal ?? new AbortController().signal;
  return aloneOn(pool, projection.name, async (client) => {
    const shadow = new ShadowView(pool, source, projection, 'verify');
    try {
      await shadow.make();
      const end = performance.now() + (options.patienceMs ?? PATIENCE_MS);
      for (;;) {
        while (await shadow.foldPage()) signal.throwIfAborted();
        const differences = await compareViews(client, shadow);
        const unsettled = differences.filter(({ kind }) => kind !== 'content');
        if (unsettled.length === 0 || performance.now() > end) {
          const { events, position } = shadow;
          return { projection: projection.name, events, position, differences };
        }
        await shadow.foldUpTo(
          unsettled.flatMap(({ stream, liveVersion }) =>
            liveVersion === null ? [] : { stream, version: liveVersion },
          ),
        );
        await pause(LOOK_AGAIN_MS, signal);
        signal.throwIfAborted();
      }
    } finally {
      await shadow.drop();
    }
  });
}
