import type { StoredEvent } from '#libs/event-store/event.js';
import type { EventSource } from './event-source.js';

/** What is at hand of one stream: some of its events, in any order and number, and how far it is known to go. */
export class StreamSlice {
  private readonly events = new Map<number, StoredEvent>();
  private highest = 0;

  /** The highest version known, whether or not its event is at hand. */
  get upTo(): number {
    return this.highest;
  }

  add(event: StoredEvent): this {
    this.events.set(event.version, event);
    return this.reaches(event.version);
  }

  /** Tells that the stream goes to a version whose event is not at hand. */
  reaches(version: number): this {
    this.highest = Math.max(this.highest, version);
    return this;
  }

  /** All events above `version` up to the highest known, in order; what is missing is read from the store. Empty where all of that is old. */
  async after(version: number, stream: string, source: EventSource): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (let next = version + 1; next <= this.highest; next += 1) {
      const event = this.events.get(next);
      if (!event) return source.readStream(stream, { fromVersion: version + 1, toVersion: this.highest });
      events.push(event);
    }
    return events;
  }
}

/** A batch of events, by stream. */
export type StreamSlices = ReadonlyMap<string, StreamSlice>;

/** Collects events by stream. */
export function slicesOf(events: Iterable<StoredEvent>): Map<string, StreamSlice> {
  const slices = new Map<string, StreamSlice>();
  for (const event of events) sliceOf(slices, event.stream).add(event);
  return slices;
}

/** The stream's slice in a map, made where there is none. */
export function sliceOf(slices: Map<string, StreamSlice>, stream: string): StreamSlice {
  let slice = slices.get(stream);
  if (!slice) {
    slice = new StreamSlice();
    slices.set(stream, slice);
  }
  return slice;
}
