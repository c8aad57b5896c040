import type pg from 'pg';
import type { StoredEvent } from '#libs/event-store/event.js';
import { errorReason } from '#libs/observability/describe-error.js';
import type { EventSource } from './event-source.js';
import { isInfrastructureError } from './infrastructure-error.js';
import { park, parkedAmong } from './parked-streams.js';
import type { Applied, ParkedStream, StreamConsumer } from './stream-consumer.js';
import type { StreamHandler } from './stream-handler.js';
import { handledVersions, handledVersionsTogether, recordProgress } from './stream-progress.js';
import type { StreamSlice, StreamSlices } from './stream-slice.js';

/** How many streams are handled at once: commands wait for the database most of the time. */
const STREAMS_AT_ONCE = 8;

interface Turn {
  readonly stream: string;
  readonly slice: StreamSlice;
  /** Handled up to here. */
  version: number;
  events: number;
  moved: boolean;
  fault: ParkedStream | null;
}

/** Runs a handler over each stream's events in order, and moves the stream's version afterwards: after a crash the last events come again. */
export class HandlerConsumer implements StreamConsumer {
  readonly name: string;
  readonly categories: readonly string[];
  private readonly types: ReadonlySet<string>;
  private readonly inHand = new Map<string, Promise<void>>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly source: EventSource,
    private readonly handler: StreamHandler,
  ) {
    this.name = handler.name;
    this.categories = handler.categories;
    this.types = new Set(handler.types);
  }

  versionsOf(streams: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return handledVersions(this.pool, this.name, streams);
  }

  async apply(slices: StreamSlices, signal: AbortSignal): Promise<Applied> {
    const release = await this.takeInHand([...slices.keys()]);
    try {
      return await this.applyAlone(slices, signal);
    } finally {
      release();
    }
  }

  /** A stream is handled by one call at a time, be it Kafka's or the sweep's; waits before it takes any, so that two calls never wait for each other. */
  private async takeInHand(streams: readonly string[]): Promise<() => void> {
    for (;;) {
      const busy = streams.flatMap((stream) => this.inHand.get(stream) ?? []);
      if (busy.length === 0) break;
      await Promise.all(busy);
    }
    let release: () => void = () => {};
    const done = new Promise<void>((resolve) => {
      release = resolve;
    });
    for (const stream of streams) this.inHand.set(stream, done);
    return () => {
      for (const stream of streams) this.inHand.delete(stream);
      release();
    };
  }

  private async applyAlone(slices: StreamSlices, signal: AbortSignal): Promise<Applied> {
    const streams = [...slices.keys()];
    const [versions, aside] = await Promise.all([
      handledVersionsTogether(this.pool, { consumer: this.name, streams }),
      parkedAmong(this.pool, this.name, streams),
    ]);
    const turns = [...slices]
      .filter(([stream]) => !aside.has(stream))
      .map(([stream, slice]): Turn => {
        const version = versions.get(stream) ?? 0;
        return { stream, slice, version, events: 0, moved: false, fault: null };
      })
      .filter(({ slice, version }) => slice.upTo > version);
    const broken = await this.takeTurns(turns, signal);
    await this.record(turns);
    if (broken !== null) throw broken;
    return {
      events: turns.reduce((sum, { events }) => sum + events, 0),
      parked: turns.flatMap(({ fault }) => fault ?? []),
    };
  }

  /** Handles the streams, several at once; gives what broke, so that what was handled can be recorded first. */
  private async takeTurns(turns: readonly Turn[], signal: AbortSignal): Promise<Error | null> {
    let broken: Error | null = null;
    const waiting = turns.values();
    const work = async () => {
      for (const turn of waiting) {
        if (broken !== null) return;
        try {
          await this.takeTurn(turn, signal);
        } catch (error) {
          broken = error instanceof Error ? error : new Error('something that is no error was thrown');
        }
      }
    };
    await Promise.all(Array.from({ length: STREAMS_AT_ONCE }, work));
    return broken;
  }

  private async takeTurn(turn: Turn, signal: AbortSignal): Promise<void> {
    for (const event of await turn.slice.after(turn.version, turn.stream, this.source)) {
      signal.throwIfAborted();
      turn.fault = await this.handle(event);
      if (turn.fault !== null) return;
      turn.version = event.version;
      turn.moved = true;
      turn.events += 1;
    }
  }

  private async handle(event: StoredEvent): Promise<ParkedStream | null> {
    if (!this.types.has(event.type)) return null;
    try {
      await this.handler.handle(event);
      return null;
    } catch (error) {
      if (isInfrastructureError(error)) throw error;
      const { stream, version, position } = event;
      return { stream, version, position, reason: errorReason(error) };
    }
  }

  private async record(turns: readonly Turn[]): Promise<void> {
    const faults = turns.flatMap(({ fault }) => fault ?? []);
    const moved = turns.filter((turn) => turn.moved);
    if (moved.length > 0) {
      const progress = moved.map(({ stream, version }) => ({ consumer: this.name, stream, version }));
      await recordProgress(this.pool, progress);
    }
    // Where a crash comes between the two, the event that threw comes again.
    await park(this.pool, this.name, faults);
  }
}
