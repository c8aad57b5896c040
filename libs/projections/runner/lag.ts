import type pg from 'pg';
import { readCheckpoint } from './checkpoints.js';
import type { EventSource } from './event-source.js';
import { parkedAmong } from './parked-streams.js';
import type { StreamConsumer } from './stream-consumer.js';
import { categoryOf } from './stream-name.js';

const PAGE_EVENTS = 5000;

/** A stream of which a consumer has not handled all that a range of positions holds. */
export interface LaggingStream {
  readonly stream: string;
  /** Handled up to here. */
  readonly version: number;
  /** The last version in the range. */
  readonly head: number;
}

export interface PageOfLag {
  /** Where the next page begins. */
  readonly position: number;
  /** True where nothing is behind this page up to the range's end. */
  readonly last: boolean;
  readonly lagging: readonly LaggingStream[];
  readonly parked: number;
}

/** Compares the store with what a consumer has handled, for the next events after a position. Parked streams do not count as lagging. */
export async function pageOfLag(
  pool: pg.Pool,
  source: EventSource,
  consumer: StreamConsumer,
  range: { after: number; upTo: number },
): Promise<PageOfLag> {
  const heads = await source.streamHeads({ ...range, limit: PAGE_EVENTS });
  const position = heads.at(-1)?.position ?? range.upTo;
  const mine = heads.filter(({ stream }) => consumer.categories.includes(categoryOf(stream)));
  const streams = mine.map(({ stream }) => stream);
  const versions = await consumer.versionsOf(streams);
  const behind = mine
    .map(({ stream, version }) => ({ stream, version: versions.get(stream) ?? 0, head: version }))
    .filter(({ version, head }) => version < head);
  if (behind.length === 0) return { position, last: position >= range.upTo, lagging: [], parked: 0 };
  const aside = await parkedAmong(
    pool,
    consumer.name,
    behind.map(({ stream }) => stream),
  );
  const lagging = behind.filter(({ stream }) => !aside.has(stream));
  return { position, last: position >= range.upTo, lagging, parked: behind.length - lagging.length };
}

/** How far a consumer is behind the store. */
export interface Lag {
  readonly consumer: string;
  readonly head: number;
  /** Streams with events up to the head that have not been handled, parked ones left out. */
  readonly streams: number;
  /** Events up to the head that have not been handled. */
  readonly events: number;
}

/** Exact: looks at every stream touched since the consumer's last complete sweep. */
export async function lagOf(pool: pg.Pool, source: EventSource, consumer: StreamConsumer, head?: number): Promise<Lag> {
  const upTo = head ?? (await source.headPosition());
  let after = await readCheckpoint(pool, sweepName(consumer.name));
  const behind = new Map<string, LaggingStream>();
  for (let last = after >= upTo; !last; ) {
    const page = await pageOfLag(pool, source, consumer, { after, upTo });
    for (const lagging of page.lagging) behind.set(lagging.stream, lagging);
    after = page.position;
    last = page.last;
  }
  const events = [...behind.values()].reduce((sum, { version, head: to }) => sum + to - version, 0);
  return { consumer: consumer.name, head: upTo, streams: behind.size, events };
}

/**
 * True where every consumer has handled every event up to the store's head (parked streams aside), and nothing has been appended while that was
 * looked at: no consumer has anything more to do until somebody appends.
 */
export async function isSettled(
  pool: pg.Pool,
  source: EventSource,
  consumers: readonly StreamConsumer[],
): Promise<boolean> {
  const head = await source.headPosition();
  for (const consumer of consumers) {
    const { streams } = await lagOf(pool, source, consumer, head);
    if (streams > 0) return false;
  }
  return (await source.headPosition()) === head;
}

/** Name of the checkpoint up to which a consumer's sweep has found everything handled or parked. */
export const sweepName = (consumer: string) => `sweep:${consumer}`;
