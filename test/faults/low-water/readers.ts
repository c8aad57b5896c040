import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { EventStore } from '#libs/event-store/event-store.js';

const PAGE = 500;
/** As often as the relay looks while it is busy. */
export const POLL_MS = 5;

/** What a reader that tails the store has seen, and what it found wrong. */
export interface Reading {
  readonly eventIds: Set<string>;
  /** Positions that did not rise, and versions that did not follow the one before in their stream. */
  readonly outOfOrder: string[];
  pages: number;
  /** Longest time between an event's recording and its being read. */
  longestDelayMs: number;
}

/** Tails the store by `readAll` from its beginning until `finished` says that all is written and the head has been reached. */
export async function tail(store: EventStore, finished: () => boolean): Promise<Reading> {
  const reading: Reading = { eventIds: new Set(), outOfOrder: [], pages: 0, longestDelayMs: 0 };
  const versions = new Map<string, number>();
  let last = 0;
  for (;;) {
    const lastRound = finished();
    const page = await store.readAll({ after: last, limit: PAGE });
    if (page.length === 0 && lastRound) return reading;
    if (page.length === 0) await pause(POLL_MS);
    else reading.pages += 1;
    for (const { position, eventId, stream, version, recordedAt } of page) {
      if (position <= last) reading.outOfOrder.push(`position ${position} after ${last}`);
      const before = versions.get(stream) ?? 0;
      if (version !== before + 1) reading.outOfOrder.push(`${stream} version ${version} after ${before}`);
      versions.set(stream, version);
      reading.eventIds.add(eventId);
      reading.longestDelayMs = Math.max(reading.longestDelayMs, Date.now() - Date.parse(recordedAt));
      last = position;
    }
  }
}

/** What anybody would write first: everything above the last position seen. It loses what commits late; counted as the test of the test. */
export async function tailNaively(pool: pg.Pool, finished: () => boolean): Promise<number> {
  let last = 0;
  let read = 0;
  for (;;) {
    const lastRound = finished();
    const { rows } = await pool.query<{ position: number }>(
      'select position from store.events where position > $1 order by position limit $2',
      [last, PAGE],
    );
    if (rows.length === 0 && lastRound) return read;
    if (rows.length === 0) await pause(POLL_MS);
    read += rows.length;
    last = rows.at(-1)?.position ?? last;
  }
}
