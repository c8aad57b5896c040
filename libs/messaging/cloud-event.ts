import type { StoredEvent } from '#libs/event-store/event.js';
import { CodedError } from '#libs/kernel/coded-error.js';
import type { JsonObject } from '#libs/kernel/json.js';
import type { OutgoingMessage, ReceivedMessage } from './message.js';
import { MAX_MESSAGE_BYTES, messageBytes } from './message.js';

/** What an event's message tells by its headers alone: enough to know whether one cares. */
export interface PublishedHead {
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  readonly type: string;
  /** True where the body was too large for a broker: it stands in the store. */
  readonly bodyOmitted: boolean;
}

export class InvalidCloudEvent extends CodedError {
  constructor(header: string) {
    super('cloud-event.invalid', `the message has no valid ${header}`);
  }
}

/**
 * A stored event as a CloudEvent 1.0 in binary mode (storage format): attributes in `ce_` headers, the value is `{"data", "sealed"}` with the
 * ciphertext in base64. An event too large for a broker is published without its value.
 */
export function toCloudEvent(event: StoredEvent, key: string, limit = MAX_MESSAGE_BYTES): OutgoingMessage {
  const value = JSON.stringify({ data: event.data, sealed: event.sealed?.toString('base64') ?? null });
  const whole = { key, value, headers: headersOf(event) };
  if (messageBytes(whole) <= limit) return whole;
  return { key, value: '', headers: { ...whole.headers, ce_bodyomitted: 'true' } };
}

function headersOf(event: StoredEvent): Record<string, string> {
  const optional = {
    ce_causation: event.causationId,
    ce_keyid: event.keyId,
    ce_traceparent: event.traceContext,
  };
  return {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: event.eventId,
    ce_source: `/claimstream/${event.practice}`,
    ce_type: event.type,
    ce_time: event.occurredAt,
    ce_subject: event.stream,
    ce_practice: event.practice,
    ce_position: String(event.position),
    ce_version: String(event.version),
    ce_schemaversion: String(event.schemaVersion),
    ce_recordedat: event.recordedAt,
    ce_correlation: event.correlationId,
    ce_commandid: event.commandId,
    ce_actor: event.actor,
    ...Object.fromEntries(Object.entries(optional).filter((entry): entry is [string, string] => entry[1] !== null)),
  };
}

/** Reads the headers that consumers filter by. Throws {@link InvalidCloudEvent}. */
export function headOf(message: ReceivedMessage): PublishedHead {
  return {
    stream: text(message, 'ce_subject'),
    version: count(message, 'ce_version'),
    position: count(message, 'ce_position'),
    type: text(message, 'ce_type'),
    bodyOmitted: message.headers.ce_bodyomitted === 'true',
  };
}

/** The stored event that a message carries; null where its body was omitted. Throws {@link InvalidCloudEvent}. */
export function fromCloudEvent(message: ReceivedMessage): StoredEvent | null {
  const head = headOf(message);
  if (head.bodyOmitted) return null;
  const body = bodyOf(message);
  return {
    position: head.position,
    eventId: text(message, 'ce_id'),
    practice: text(message, 'ce_practice'),
    stream: head.stream,
    version: head.version,
    type: head.type,
    schemaVersion: count(message, 'ce_schemaversion'),
    data: body.data,
    sealed: body.sealed === null ? null : Buffer.from(body.sealed, 'base64'),
    keyId: message.headers.ce_keyid ?? null,
    occurredAt: text(message, 'ce_time'),
    recordedAt: text(message, 'ce_recordedat'),
    correlationId: text(message, 'ce_correlation'),
    causationId: message.headers.ce_causation ?? null,
    commandId: text(message, 'ce_commandid'),
    actor: text(message, 'ce_actor'),
    traceContext: message.headers.ce_traceparent ?? null,
  };
}

function text(message: ReceivedMessage, header: string): string {
  const value = message.headers[header];
  if (value === undefined || value === '') throw new InvalidCloudEvent(header);
  return value;
}

function count(message: ReceivedMessage, header: string): number {
  const value = Number(text(message, header));
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidCloudEvent(header);
  return value;
}

function bodyOf(message: ReceivedMessage): { data: JsonObject; sealed: string | null } {
  try {
    const body: unknown = JSON.parse(message.value?.toString() ?? '');
    if (isBody(body)) return body;
  } catch {
    // Told below: the parser's own message would quote the body.
  }
  throw new InvalidCloudEvent('body');
}

function isBody(body: unknown): body is { data: JsonObject; sealed: string | null } {
  if (typeof body !== 'object' || body === null || !('data' in body) || !('sealed' in body)) return false;
  return (
    typeof body.data === 'object' && body.data !== null && (body.sealed === null || typeof body.sealed === 'string')
  );
}
