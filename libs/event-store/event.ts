import type { JsonObject } from '#libs/kernel/json.js';

/** An event on its way into the store: typed, its patient data sealed already. The store never sees a key nor what an event means. */
export interface NewEvent {
  /** Name of the event; storage format. */
  readonly type: string;
  /** Version of the event's schema that `data` and `sealed` follow, from 1. */
  readonly schemaVersion: number;
  /** The fields that stand in clear. */
  readonly data: JsonObject;
  /** Ciphertext of all other fields; null where there are none. */
  readonly sealed: Buffer | null;
  /** Which key opens `sealed`; null where there is nothing sealed. */
  readonly keyId: string | null;
}

/** An event as it stands in the store, for ever. */
export interface StoredEvent extends NewEvent {
  /** Place in the store's one order; gaps occur, but what a reader has passed never fills up behind it. */
  readonly position: number;
  /** UUID v7. */
  readonly eventId: string;
  readonly practice: string;
  /** Full stream id, beginning with the practice: `{practice}/claim-{id}`. */
  readonly stream: string;
  /** Place in the stream, from 1 without gaps. */
  readonly version: number;
  /** When it happened by the business clock (ISO 8601, UTC). */
  readonly occurredAt: string;
  /** When the database recorded it (ISO 8601, UTC). */
  readonly recordedAt: string;
  readonly correlationId: string;
  /** The event or command that caused it; null at the start of a chain. */
  readonly causationId: string | null;
  readonly commandId: string;
  /** Who: `policy:code-day`, `user:{id}`, `ehr:{source}`, `payer:{payerId}`. */
  readonly actor: string;
  /** W3C traceparent, null where there is none. */
  readonly traceContext: string | null;
}

/** What a stream's version must be for an append: exactly that number, no stream yet, a stream with at least one event, or any. */
export type ExpectedVersion = number | 'no-stream' | 'stream-exists' | 'any';

export interface StreamAppend {
  readonly stream: string;
  readonly expectedVersion: ExpectedVersion;
  readonly events: readonly NewEvent[];
}

/** One command's effect: events in one or more streams of one practice, and the outcome to tell whoever sends the command again. */
export interface Append {
  readonly practice: string;
  readonly commandId: string;
  readonly streams: readonly StreamAppend[];
  readonly outcome: JsonObject;
  readonly occurredAt: Date;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly actor: string;
  readonly traceContext?: string | null;
}

export interface Appended {
  /** True where this command id had been handled before: nothing was written, `outcome` is the recorded one. */
  readonly repeated: boolean;
  readonly outcome: JsonObject;
  /** The events that were written; empty where repeated. */
  readonly events: readonly StoredEvent[];
}
