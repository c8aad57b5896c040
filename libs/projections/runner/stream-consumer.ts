import type { StreamSlices } from './stream-slice.js';

/**
 * A view or a policy as the runner sees it: knows for each stream up to which version it has handled it, and takes the next ones. The same
 * events may come again, in any order, and from several processes at once.
 */
export interface StreamConsumer {
  readonly name: string;
  readonly categories: readonly string[];
  /** Up to which version each of the streams has been handled; absent: nothing of it. */
  versionsOf(streams: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * Handles what is new in the slices. A stream whose handling throws is parked, the others go on. Throws where the surroundings are broken:
   * then some of it may have been handled, and all of it may be given again.
   */
  apply(slices: StreamSlices, signal: AbortSignal): Promise<Applied>;
}

export interface Applied {
  /** Events that were new and have been handled. */
  readonly events: number;
  /** Streams parked by this call. */
  readonly parked: readonly ParkedStream[];
}

export interface ParkedStream {
  readonly stream: string;
  /** The event that could not be handled. */
  readonly version: number;
  readonly position: number;
  readonly reason: string;
}
