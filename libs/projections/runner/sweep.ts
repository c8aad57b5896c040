import type pg from 'pg';
import { moveCheckpoint, readCheckpoint } from './checkpoints.js';
import type { EventSource } from './event-source.js';
import { type LaggingStream, pageOfLag, sweepName } from './lag.js';
import type { StreamConsumer } from './stream-consumer.js';
import { StreamSlice, type StreamSlices, sliceOf, slicesOf } from './stream-slice.js';

/** From so many streams on, a page's events are read together and not stream by stream. */
const READ_TOGETHER_FROM = 20;
const PAGE_EVENTS = 5000;

export interface Swept {
  /** Streams that had to be brought up to date from the store. */
  readonly streams: number;
  readonly events: number;
  /** True where everything up to the head has been found handled or parked. */
  readonly complete: boolean;
}

/**
 * Compares a consumer with the store, and brings from the store whatever Kafka has not. A stream that lags is left to Kafka until the next sweep finds
 * it where it was; once one stream had to be brought, Kafka is taken to be gone and the sweep goes on without waiting.
 */
export class Sweep {
  private suspects = new Map<string, number>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly source: EventSource,
    private readonly consumer: StreamConsumer,
  ) {}

  async run(signal: AbortSignal): Promise<Swept> {
    const name = sweepName(this.consumer.name);
    const upTo = await this.source.headPosition();
    const suspects = new Map<string, number>();
    let streams = 0;
    let events = 0;
    let after = await readCheckpoint(this.pool, name);
    let complete = after >= upTo;
    while (!complete && !signal.aborted) {
      const page = await pageOfLag(this.pool, this.source, this.consumer, { after, upTo });
      const stuck = page.lagging.filter((lagging) => streams > 0 || this.isStuck(lagging));
      if (stuck.length > 0) {
        const applied = await this.consumer.apply(await this.slices(stuck, after), signal);
        streams += stuck.length;
        events += applied.events;
      }
      const left = page.lagging.filter((lagging) => !stuck.includes(lagging));
      for (const { stream, version } of left) suspects.set(stream, version);
      // What follows is looked at when this page is known to be handled.
      if (left.length > 0) break;
      if (!(await moveCheckpoint(this.pool, name, after, page.position))) break;
      after = page.position;
      complete = page.last;
    }
    this.suspects = suspects;
    return { streams, events, complete };
  }

  private isStuck({ stream, version }: LaggingStream): boolean {
    return this.suspects.get(stream) === version;
  }

  private async slices(stuck: readonly LaggingStream[], after: number): Promise<StreamSlices> {
    if (stuck.length < READ_TOGETHER_FROM) {
      return new Map(stuck.map(({ stream, head }) => [stream, new StreamSlice().reaches(head)]));
    }
    const wanted = new Set(stuck.map(({ stream }) => stream));
    const events = await this.source.readAll({ after, limit: PAGE_EVENTS });
    const slices = slicesOf(events.filter(({ stream }) => wanted.has(stream)));
    for (const { stream, head } of stuck) sliceOf(slices, stream).reaches(head);
    return slices;
  }
}
