import { v7 } from 'uuid';
import type { JsonObject } from '#libs/kernel/json.js';
import type { Append, Appended, ExpectedVersion, NewEvent, StoredEvent, StreamAppend } from './event.js';

/** What `store.append` tells: places of the events in the batch's order, and which commands (from 0) were repeats. */
export interface BatchAnswer {
  /** Null where nothing was written. */
  readonly recorded_at: string | null;
  readonly positions: readonly number[];
  readonly versions: readonly number[];
  readonly repeats: readonly { readonly n: number; readonly outcome: JsonObject }[];
}

const ANY_VERSION: Record<Exclude<ExpectedVersion, number>, number> = {
  'no-stream': -1,
  'stream-exists': -2,
  any: -3,
};

/** A transaction takes no more advisory locks than this; ten thousand would exhaust the server's lock table. */
export const MOST_STREAMS = 500;

/** One or more commands on their way into one transaction, with the ids of their events. */
export class AppendBatch {
  private readonly eventIds: readonly (readonly (readonly string[])[])[];

  constructor(private readonly appends: readonly Append[]) {
    for (const append of appends) validate(append);
    this.eventIds = appends.map((append) => append.streams.map((stream) => stream.events.map(() => v7())));
  }

  /** The argument of `store.append`. */
  toJson(): string {
    return JSON.stringify(
      this.appends.map((append, a) => ({
        practice: append.practice,
        id: append.commandId,
        outcome: append.outcome,
        occurred_at: append.occurredAt,
        correlation_id: append.correlationId,
        causation_id: append.causationId,
        actor: append.actor,
        trace_context: append.traceContext ?? null,
        streams: append.streams.map((stream, s) => ({
          stream: stream.stream,
          expected:
            typeof stream.expectedVersion === 'number' ? stream.expectedVersion : ANY_VERSION[stream.expectedVersion],
          events: stream.events.map((event, e) => ({
            event_id: this.eventIds[a]?.[s]?.[e],
            type: event.type,
            schema_version: event.schemaVersion,
            data: event.data,
            sealed: event.sealed && `\\x${event.sealed.toString('hex')}`,
            key_id: event.keyId,
          })),
        })),
      })),
    );
  }

  /** Joins what was sent with what the database made of it. */
  answer(answer: BatchAnswer): Appended[] {
    const repeats = new Map(answer.repeats.map(({ n, outcome }) => [n, outcome]));
    const recordedAt = new Date(answer.recorded_at ?? 0).toISOString();
    let next = 0;
    return this.appends.map((append, a) => {
      const recorded = repeats.get(a);
      if (recorded) return { repeated: true, outcome: recorded, events: [] };
      const events = append.streams.flatMap((stream, s) =>
        stream.events.map((event, e) => {
          const position = answer.positions[next] as number;
          const version = answer.versions[next++] as number;
          const eventId = this.eventIds[a]?.[s]?.[e] as string;
          return stored(append, stream, event, { position, version, eventId, recordedAt });
        }),
      );
      return { repeated: false, outcome: append.outcome, events };
    });
  }
}

function stored(
  append: Append,
  { stream }: StreamAppend,
  { type, schemaVersion, data, sealed, keyId }: NewEvent,
  place: Pick<StoredEvent, 'position' | 'version' | 'eventId' | 'recordedAt'>,
): StoredEvent {
  const { practice, correlationId, causationId, commandId, actor } = append;
  return {
    ...{
      ...place,
      practice,
      stream,
      type,
      schemaVersion,
      data,
      sealed,
      keyId,
      correlationId,
      causationId,
      commandId,
      actor,
    },
    occurredAt: append.occurredAt.toISOString(),
    traceContext: append.traceContext ?? null,
  };
}

function validate(append: Append): void {
  if (append.practice === '' || append.practice.includes('/')) throw new RangeError('a practice id has no slash');
  const streams = new Set(append.streams.map((stream) => stream.stream));
  if (streams.size !== append.streams.length) throw new RangeError('a stream stands twice in one append');
  if (streams.size > MOST_STREAMS) throw new RangeError(`an append of more than ${MOST_STREAMS} streams`);
  for (const { stream, expectedVersion } of append.streams) {
    if (!stream.startsWith(`${append.practice}/`)) throw new RangeError('a stream of another practice in an append');
    if (typeof expectedVersion === 'number' && !(Number.isSafeInteger(expectedVersion) && expectedVersion >= 0))
      throw new RangeError('an expected version is a whole number from 0');
  }
}

/**
 * Cuts a long list into transactions, in order: at most {@link MOST_STREAMS} streams each, and no stream and no command twice in one,
 * so that a later append to the same stream sees the earlier one.
 */
export function* chunks(appends: readonly Append[]): Generator<readonly Append[]> {
  let chunk: Append[] = [];
  let streams = new Set<string>();
  let commands = new Set<string>();
  for (const append of appends) {
    const names = append.streams.map((stream) => stream.stream);
    const command = `${append.practice}/${append.commandId}`;
    const full =
      chunk.length === MOST_STREAMS ||
      streams.size + names.length > MOST_STREAMS ||
      commands.has(command) ||
      names.some((name) => streams.has(name));
    if (full && chunk.length > 0) {
      yield chunk;
      chunk = [];
      streams = new Set();
      commands = new Set();
    }
    chunk.push(append);
    commands.add(command);
    for (const name of names) streams.add(name);
  }
  if (chunk.length > 0) yield chunk;
}
