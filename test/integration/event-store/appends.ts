import { randomUUID } from 'node:crypto';
import type { Append, ExpectedVersion, NewEvent } from '#libs/event-store/event.js';

export const PRACTICE = 'demo';

export function newEvent(type = 'ClaimDrafted', data: NewEvent['data'] = {}): NewEvent {
  return { type, schemaVersion: 1, data, sealed: null, keyId: null };
}

/** A command that adds `count` events to one stream. */
export function appendTo(
  stream: string,
  { expected = 'any', count = 1, ...rest }: { expected?: ExpectedVersion; count?: number } & Partial<Append> = {},
): Append {
  return {
    practice: PRACTICE,
    commandId: randomUUID(),
    streams: [{ stream, expectedVersion: expected, events: Array.from({ length: count }, () => newEvent()) }],
    outcome: { ok: true },
    occurredAt: new Date('2026-03-02T15:00:00Z'),
    correlationId: 'correlation',
    causationId: null,
    actor: 'user:1',
    ...rest,
  };
}
