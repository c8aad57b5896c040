import { v7 } from 'uuid';
import type { JsonObject } from '#libs/kernel/json.js';
import { conflictOf, NO_STREAM, STREAM_EXISTS, type VersionConflict } from './errors.js';
import type { Append, Appended, ExpectedVersion, NewEvent, StoredEvent, StreamAppend } from './event.js';

/** What `store.append_many` tells; `n` is a command's place in the batch, from 1. */
export interface BatchAnswer {
  /** Null where nothing was written. */
  readonly recorded_at: string | null;
  /** Of the events written, in the batch's order. */
  readonly positions: readonly number[];
  readonly versions: readonly number[];
  readonly repeats: readonly { readonly n: number; readonly outcome: JsonObject }[];
  readonly refused: readonly {
    readonly n: number;
    readonly stream: string;
    readonly expected: number;
    readonly actual: number;
  }[];
}

/** The forms of an expected version that are no number, as SQL knows them. */
const ANY_VERSION: Record<Exclude<ExpectedVersion, number>, number> = {
  'no-stream': NO_STREAM,
  'stream-exists': STREAM_EXISTS,
  any: -3,
};

/** An expected version as SQL knows it. */
export const expectedNumber = (expected: ExpectedVersion) =>
  typeof expected === 'number' ? expected : ANY_VERSION[expected];

/** A transaction takes no more advisory locks than this; ten thousand would exhaust the server's lock table. */
export const MOST_STREAMS = 500;

/** One or more commands on their way into one transaction, with the ids of their events. */
export class AppendBatch {
  private readonly eventIds: readonly (readonly (readonly string[])[])[];

  constructor(private readonly appends: readonly Append[]) {
    for (const append of appends) validate(append);
    this.eventIds = appends.map((append) => append.streams.map((stream) => stream.events.map(() => v7())));
  }

  /** The arguments of `store.append_many` but the last: three lists as JSON, and all ciphertexts in one piece. */
  parameters(): [commands: string, streams: string, events: string, ciphertexts: Buffer] {
    const commands: JsonObject[] = [];
    const streams: JsonObject[] = [];
    const events: JsonObject[] = [];
    const ciphertexts: Buffer[] = [];
    let begins = 1;
    for (const [a, append] of this.appends.entries()) {
      const c = commands.push(commandRow(append, a + 1));
      for (const [index, { stream, expectedVersion, events: its }] of append.streams.entries()) {
        const s = streams.length + 1;
        streams.push({ n: s, c, practice: append.practice, stream, expected: expectedNumber(expectedVersion) });
        for (const [e, { type, schemaVersion, data, sealed, keyId }] of its.entries()) {
          const place = sealed ? { begins, bytes: sealed.length } : { begins: null, bytes: null };
          const id = this.eventIds[a]?.[index]?.[e] as string;
          const head = { n: events.length + 1, c, s, k: e + 1, event_id: id, type, schema_version: schemaVersion };
          events.push({ ...head, data, ...place, key_id: keyId });
          if (!sealed) continue;
          ciphertexts.push(sealed);
          begins += sealed.length;
        }
      }
    }
    return [JSON.stringify(commands), JSON.stringify(streams), JSON.stringify(events), Buffer.concat(ciphertexts)];
  }

  /** The argument of `store.append`: every command as a document of its own, events and all. */
  document(): string {
    return JSON.stringify(
      this.appends.map((append, a) => ({
        ...commandRow(append, a),
        streams: append.streams.map(({ stream, expectedVersion, events }, s) => ({
          stream,
          expected: expectedNumber(expectedVersion),
          events: events.map(({ type, schemaVersion, data, sealed, keyId }, e) => ({
            ...{ event_id: this.eventIds[a]?.[s]?.[e], type, schema_version: schemaVersion, data, key_id: keyId },
            sealed: sealed && `\\x${sealed.toString('hex')}`,
          })),
        })),
      })),
    );
  }

  /** Joins what was sent with what the database made of it: of each command what stands now, or the version that refused it. */
  answer(answer: BatchAnswer): (Appended | VersionConflict)[] {
    const repeats = new Map(answer.repeats.map(({ n, outcome }) => [n, outcome]));
    const refused = new Map(answer.refused.map((refusal) => [refusal.n, refusal]));
    const recordedAt = new Date(answer.recorded_at ?? 0).toISOString();
    let next = 0;
    return this.appends.map((append, a) => {
      const recorded = repeats.get(a + 1);
      if (recorded) return { repeated: true, outcome: recorded, events: [] };
      const refusal = refused.get(a + 1);
      if (refusal) return conflictOf(refusal);
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

function commandRow(append: Append, n: number): JsonObject {
  const {
    practice,
    commandId: id,
    outcome,
    occurredAt,
    correlationId,
    causationId,
    actor,
    traceContext = null,
  } = append;
  return {
    ...{ n, practice, id, outcome, occurred_at: occurredAt.toISOString() },
    ...{ correlation_id: correlationId, causation_id: causationId, actor, trace_context: traceContext },
  };
}

/** An event as it stands once it was appended at a place. */
export function stored(
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

/** Throws a RangeError for an append that no caller should have made. */
export function validate(append: Append): void {
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
