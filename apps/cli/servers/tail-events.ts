import type { StoredEvent } from '#libs/event-store/event.js';
import type { EventStore } from '#libs/event-store/event-store.js';
import { pause } from '#libs/messaging/back-off.js';

const PAGE_EVENTS = 500;
const LOOK_AGAIN_MS = 200;

export interface Tail {
  /** One stream alone. */
  readonly stream?: string | undefined;
  /** The first position that is wanted. */
  readonly from: number;
  readonly signal: AbortSignal;
}

/**
 * The store's events in position order, then those that come, until the signal. Never above the low-water mark, so that none is passed that appears
 * later below another.
 */
export async function* tailEvents(store: EventStore, tail: Tail): AsyncGenerator<StoredEvent> {
  const next = tail.stream === undefined ? pagesOfAll(store, tail.from) : pagesOfStream(store, tail.stream, tail.from);
  while (!tail.signal.aborted) {
    const { events, full } = await next();
    for (const event of events) {
      if (tail.signal.aborted) return;
      yield event;
    }
    if (!full) await pause(LOOK_AGAIN_MS, tail.signal);
  }
}

interface Page {
  readonly events: readonly StoredEvent[];
  /** True where there may be more at once. */
  readonly full: boolean;
}

function pagesOfAll(store: EventStore, from: number): () => Promise<Page> {
  let after = from - 1;
  return async () => {
    const events = await store.readAll({ after, limit: PAGE_EVENTS });
    after = events.at(-1)?.position ?? after;
    return { events, full: events.length === PAGE_EVENTS };
  };
}

function pagesOfStream(store: EventStore, stream: string, from: number): () => Promise<Page> {
  let version = 0;
  return async () => {
    const mark = await store.lowWaterMark();
    const read = await store.readStream(stream, { fromVersion: version + 1, toVersion: version + PAGE_EVENTS });
    const visible = read.filter(({ position }) => position <= mark);
    version = visible.at(-1)?.version ?? version;
    return { events: visible.filter(({ position }) => position >= from), full: visible.length === PAGE_EVENTS };
  };
}
