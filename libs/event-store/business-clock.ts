import type { Clock } from '#libs/kernel/clock.js';
import { ClockRefused, typedError } from './errors.js';
import type { Queryable } from './pool.js';

/** A reading of the offset serves for this long: so late may a process learn that the clock was moved. */
export const CLOCK_FRESH_MS = 100;

/**
 * What time it is for the practices: the machine's clock, plus an offset that stands in Postgres and so is the same for every process.
 * It moves on a demo store alone: to any time while nothing has happened, afterwards only forward.
 */
export class BusinessClock implements Clock {
  private offsetMs = 0;
  private readAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | null = null;

  constructor(
    private readonly db: Queryable,
    private readonly machineClock: () => number = Date.now,
  ) {}

  /** The time by the offset read last. Call {@link refresh} or {@link current} before, where another process may have moved the clock. */
  now(): Date {
    return new Date(this.machineClock() + this.offsetMs);
  }

  /** The time by an offset that is at most 100 ms old. */
  async current(): Promise<Date> {
    if (performance.now() - this.readAt > CLOCK_FRESH_MS) await this.refresh();
    return this.now();
  }

  /** Reads the offset; callers that come while it is being read share the answer. */
  refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  /** Moves the clock to an instant. Throws {@link ClockRefused} on a production store, and for an instant that has passed once there are events. */
  async advanceTo(instant: Date): Promise<Date> {
    const text = 'update store.business_clock set offset_ms = $1 returning offset_ms';
    return this.move(text, Math.round(instant.getTime() - this.machineClock()));
  }

  /** Moves the clock forward by milliseconds. Throws {@link ClockRefused} as {@link advanceTo} does. */
  async advanceBy(milliseconds: number): Promise<Date> {
    if (!(milliseconds >= 0)) throw new ClockRefused('clock-backwards', 'the business clock does not run backwards');
    const text = 'update store.business_clock set offset_ms = offset_ms + $1 returning offset_ms';
    return this.move(text, Math.round(milliseconds));
  }

  private async move(text: string, value: number): Promise<Date> {
    const askedAt = performance.now();
    try {
      const { rows } = await this.db.query<{ offset_ms: number }>(text, [value]);
      this.learn(rows[0]?.offset_ms ?? 0, askedAt);
      return this.now();
    } catch (error) {
      throw typedError(error);
    }
  }

  private async read(): Promise<void> {
    // As old as the question: the answer to one that waited may have been overtaken by a move meanwhile.
    const askedAt = performance.now();
    const { rows } = await this.db.query<{ offset_ms: number }>({
      name: 'store-business-clock',
      text: 'select offset_ms from store.business_clock',
    });
    this.learn(rows[0]?.offset_ms ?? 0, askedAt);
  }

  private learn(offsetMs: number, askedAt: number): void {
    this.offsetMs = offsetMs;
    this.readAt = askedAt;
  }
}
