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
  source: Pick<EventSource, 'streamHeads'>,
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

/** Exact: looks at every stream touched since the consumer's last complete sweep, or since `handledUpTo` where it is known to have handled that. */
export async function lagOf(
  pool: pg.Pool,
  source: Pick<EventSource, 'headPosition' | 'streamHeads'>,
  consumer: StreamConsumer,
  { head, handledUpTo }: { readonly head?: number; readonly handledUpTo?: number } = {},
): Promise<Lag> {
  const upTo = head ?? (await source.headPosition());
  let after = handledUpTo ?? (await readCheckpoint(pool, sweepName(consumer.name)));
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
 * Whether consumers have anything more to do, asked again and again: what a consumer was once found to have handled is not looked at again, for it
 * never handles less.
 */
export class SettledWatch {
  private readonly handledUpTo = new Map<string, number>();
  /** Whoever was behind at the last question is asked first at the next. */
  private slowest: StreamConsumer | null = null;

  constructor(
    private readonly pool: pg.Pool,
    private readonly source: EventSource,
    private readonly consumers: readonly StreamConsumer[],
  ) {}

  /**
   * True where every consumer has handled every event up to the store's head (parked streams aside), and nothing has been appended while that was
   * looked at: no consumer has anything more to do until somebody appends.
   */
  async isSettled(): Promise<boolean> {
    const head = await this.source.headPosition();
    const source = headsReadOnce(this.source);
    for (const consumer of this.slowestFirst()) {
      const handledUpTo = this.handledUpTo.get(consumer.name);
      if (handledUpTo !== undefined && handledUpTo >= head) continue;
      const known = handledUpTo === undefined ? {} : { handledUpTo };
      const { streams } = await lagOf(this.pool, source, consumer, { head, ...known });
      if (streams > 0) {
        this.slowest = consumer;
        return false;
      }
      this.handledUpTo.set(consumer.name, head);
    }
    return (await this.source.headPosition()) === head;
  }

  private *slowestFirst(): Generator<StreamConsumer> {
    if (this.slowest) yield this.slowest;
    yield* this.consumers;
  }
}

/** The same range is asked for by each consumer: what was appended in it does not change. */
function headsReadOnce(source: EventSource): Pick<EventSource, 'headPosition' | 'streamHeads'> {
  const read = new Map<string, ReturnType<EventSource['streamHeads']>>();
  return {
    headPosition: () => source.headPosition(),
    streamHeads(range) {
      const key = JSON.stringify(range);
      const heads = read.get(key) ?? source.streamHeads(range);
      read.set(key, heads);
      return heads;
    },
  };
}

/** {@link SettledWatch.isSettled}, asked once. */
export function isSettled(pool: pg.Pool, source: EventSource, consumers: readonly StreamConsumer[]): Promise<boolean> {
  return new SettledWatch(pool, source, consumers).isSettled();
}

/** Name of the checkpoint up to which a consumer's sweep has found everything handled or parked. */
export const sweepName = (consumer: string) => `sweep:${consumer}`;
