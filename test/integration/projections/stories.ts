import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-store/event.js';
import type { EventStore } from '#libs/event-store/event-store.js';
import { views } from '#libs/projections/all.js';
import { Sweep } from '#libs/projections/runner/sweep.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import { eventually } from '#libs/testing/eventually.js';

export const PRACTICE = 'p';

/** Appends one event of practice `p` with its fields in clear, as if it had happened at `occurredAt`. */
export async function happen(
  store: EventStore,
  stream: string,
  { type, data }: { readonly type: string; readonly data: object },
  occurredAt = '2026-03-03T01:00:00Z',
): Promise<StoredEvent> {
  const event = { type, schemaVersion: 1, data: data as StoredEvent['data'], sealed: null, keyId: null };
  const { events } = await store.append({
    ...{ practice: PRACTICE, commandId: randomUUID(), outcome: {}, correlationId: 'test', causationId: null },
    ...{ actor: 'test', occurredAt: new Date(occurredAt) },
    streams: [{ stream, expectedVersion: 'any', events: [event] }],
  });
  return events[0] as StoredEvent;
}

/** Brings every view of the house up to date from the store alone. */
export async function bringUpToDate(pool: pg.Pool, store: EventStore): Promise<void> {
  for (const view of views) {
    const sweep = new Sweep(pool, store, new ViewConsumer(pool, store, view));
    const signal = new AbortController().signal;
    await eventually(`${view.name} to be complete`, async () => (await sweep.run(signal)).complete);
  }
}
