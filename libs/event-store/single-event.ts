import { v7 } from 'uuid';
import { expectedNumber, stored, validate } from './append-batch.js';
import type { Append, Appended, NewEvent, StreamAppend } from './event.js';

/** The call of `store.append_event`; its answer is position, version and recorded time, or null for a repeat. */
export const APPEND_EVENT = `select store.append_event(${Array.from({ length: 16 }, (_, index) => `$${index + 1}`).join(', ')}) as value`;

/** A command with one event in one stream, which most of them are, on its short way into the store. */
export class SingleEvent {
  private readonly eventId = v7();

  private constructor(
    private readonly append: Append,
    private readonly target: StreamAppend,
    private readonly event: NewEvent,
  ) {}

  /** Null where the command has another number of streams or events. */
  static of(append: Append): SingleEvent | null {
    const [target] = append.streams;
    const [event] = target?.events ?? [];
    if (!target || !event || append.streams.length > 1 || target.events.length > 1) return null;
    validate(append);
    return new SingleEvent(append, target, event);
  }

  /** The arguments of `store.append_event`. */
  parameters(): unknown[] {
    const {
      practice,
      commandId,
      outcome,
      occurredAt,
      correlationId,
      causationId,
      actor,
      traceContext = null,
    } = this.append;
    const { type, schemaVersion, data, sealed, keyId } = this.event;
    const { stream, expectedVersion } = this.target;
    return [
      ...[practice, commandId, JSON.stringify(outcome), occurredAt.toISOString(), correlationId, causationId, actor],
      ...[
        traceContext,
        stream,
        expectedNumber(expectedVersion),
        this.eventId,
        type,
        schemaVersion,
        JSON.stringify(data),
      ],
      ...[sealed, keyId],
    ];
  }

  /** What stands now, from the place that the database gave. */
  answer([position, version, recordedAtMs]: readonly [number, number, number]): Appended {
    const place = { position, version, eventId: this.eventId, recordedAt: new Date(recordedAtMs).toISOString() };
    const events = [stored(this.append, this.target, this.event, place)];
    return { repeated: false, outcome: this.append.outcome, events };
  }
}
