import type { StoredEvent } from '#libs/event-store/event.js';
import { errorReason } from '#libs/observability/describe-error.js';
import type { ParkedStream } from './stream-consumer.js';
import type { ViewProjection } from './view-projection.js';
import type { FoldedRow, StoredRow } from './view-tables.js';

export interface Folding {
  /** The fold as far as it went; null where not even the first event could be folded. */
  readonly folded: FoldedRow | null;
  readonly events: number;
  /** The event that threw, where one did. */
  readonly fault: ParkedStream | null;
}

/** Folds a stream's next events onto its row. What an event throws ends the fold before that event. */
export function foldStream(
  projection: ViewProjection,
  stream: string,
  row: StoredRow | undefined,
  events: readonly StoredEvent[],
): Folding {
  let state = row?.state ?? null;
  let version = row?.version ?? 0;
  const folded = () => (state !== null && version > (row?.version ?? 0) ? { stream, version, state } : null);
  for (const [index, event] of events.entries()) {
    try {
      // Both faults would make a row that no reader could trust.
      if (event.version !== version + 1) throw new RangeError('the store has a gap in this stream');
      const next = projection.evolve(state, event);
      if (typeof next !== 'object' || next === null) throw new TypeError('the fold gave no state');
      state = next;
      version = event.version;
    } catch (error) {
      const { position } = event;
      return {
        folded: folded(),
        events: index,
        fault: { stream, version: event.version, position, reason: errorReason(error) },
      };
    }
  }
  return { folded: folded(), events: events.length, fault: null };
}
