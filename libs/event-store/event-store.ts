import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '#libs/kernel/json.js';
import { AppendBatch, type BatchAnswer, chunks } from './append-batch.js';
import { askedTogether } from './asked-together.js';
import { typedError, VersionConflict } from './errors.js';
import type { Append, Appended, StoredEvent } from './event.js';
import { Lanes } from './lanes.js';
import type { Pool, Queryable } from './pool.js';
import { practiceBound, practiceInScope } from './practice-scope.js';
import { APPEND_EVENT, SingleEvent } from './single-event.js';
import { parametersOf, practiceOf, type StreamRange, shared, widest } from './stream-ranges.js';

const sql = (name: string) => readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8');

const APPEND = 'select store.append($1::jsonb) as value';
const APPEND_MANY = 'select store.append_many($1, $2, $3, $4, $5) as value';
const EVENTS = `select\n${sql('event-columns')}`;
const READ_STREAM = EVENTS + sql('read-stream');
const READ_STREAMS = EVENTS + sql('read-streams');
const READ_STREAM_AS_OF = EVENTS + sql('read-stream-as-of');
const READ_ALL = EVENTS + sql('read-all');
const STREAM_HEADS = sql('stream-heads');
const HEAD_POSITION = sql('head-position');
const STREAMS_BEGUN = sql('streams-begun');
const LAST_VERSION = 2_147_483_647;

/** How far a stream goes, as far as a range of positions tells. */
export interface StreamHead {
  readonly stream: string;
  readonly version: number;
  readonly position: number;
}

/**
 * The event store: append-only, the only truth. It knows streams, versions and positions, but neither keys nor what an event means.
 *
 * Over a pool each call is its own transaction. It may stand on one connection instead (the relay's); an append inside a transaction
 * that somebody holds open holds back every reader until that ends, and a second append in one transaction may deadlock.
 */
export class EventStore {
  private readonly ranges = askedTogether((ranges: readonly StreamRange[]) => this.readRanges(ranges));

  /** `lanes`: where short statements go, several at a time over one connection. */
  constructor(
    private readonly db: Queryable,
    private readonly lanes: Queryable = Lanes.over(db),
  ) {}

  /** A store of which what runs in the name of a practice (`withinPractice`) sees that practice alone; all else goes the short way. */
  static practiceBound(pool: Pool): EventStore {
    return new EventStore(practiceBound(pool), practiceBound(pool, Lanes.over(pool)));
  }

  /**
   * Records one command: its events in all their streams and its outcome, or nothing. A command id that the practice has had before
   * changes nothing and gives the outcome recorded then, also where two come at once. Throws {@link VersionConflict}.
   */
  async append(append: Append): Promise<Appended> {
    const single = SingleEvent.of(append);
    if (single) return this.appendSingle(append, single);
    // Row by row: one command is done before the plans of `append_many` have begun.
    const batch = new AppendBatch([append]);
    const answer = await this.call<BatchAnswer>('store-append', APPEND, [batch.document()]);
    const repeats = answer.repeats.map(({ n, outcome }) => ({ n: n + 1, outcome }));
    const [appended] = batch.answer({ ...answer, repeats, refused: [] });
    return appended as Appended;
  }

  /**
   * Records many commands, up to 500 streams a transaction, in order. A refused version undoes its transaction and is thrown; what
   * earlier transactions wrote stays, so the whole list may be sent again: what stands already is reported as repeated.
   */
  async appendMany(appends: readonly Append[]): Promise<readonly Appended[]> {
    const appended: Appended[] = [];
    for (const chunk of chunks(appends)) appended.push(...((await this.appendAtOnce(chunk, true)) as Appended[]));
    return appended;
  }

  /**
   * Records many commands as {@link appendMany} does, but each for itself: where a stream was not at the expected version, that command alone is left out
   * and has the conflict in its place; its neighbours stand.
   */
  async appendEach(appends: readonly Append[]): Promise<readonly (Appended | VersionConflict)[]> {
    const appended: (Appended | VersionConflict)[] = [];
    for (const chunk of chunks(appends)) appended.push(...(await this.appendAtOnce(chunk, false)));
    return appended;
  }

  /** The outcome recorded for a command; null where it has not been handled. */
  async handled(practice: string, commandId: string): Promise<JsonObject | null> {
    const { rows } = await this.lanes.query<{ outcome: JsonObject }>({
      name: 'store-handled',
      text: 'select outcome from store.handled_commands where practice = $1 and command_id = $2',
      values: [practice, commandId],
    });
    return rows[0]?.outcome ?? null;
  }

  /**
   * A stream's events in order of version, the bounds included; none where there is no such stream. Streams that are asked for in one turn of the event
   * loop are read by one statement.
   */
  readStream(
    stream: string,
    { fromVersion = 1, toVersion = LAST_VERSION }: { fromVersion?: number; toVersion?: number } = {},
  ): Promise<readonly StoredEvent[]> {
    const range = { stream, fromVersion, toVersion };
    // A statement that is shared runs in the name of whoever asked first; it would hide from the others what is theirs.
    return practiceInScope() === undefined ? this.ranges(range) : this.readRange(range);
  }

  /**
   * A stream as it was known at an instant: its events before the first that was recorded later, in order of version; none where it had not
   * begun. The recorded time counts, which is the database's and is taken before the commit: an append that was under way at the instant
   * belongs to it, so the answer is final once the appends of that moment have ended (at most a minute later, see `createPool`). It has no
   * holes, also where the database's clock went back between two events. Throws a RangeError for a date that is none.
   */
  async readStreamAsOf(stream: string, instant: Date): Promise<readonly StoredEvent[]> {
    const { rows } = await this.db.query<StoredEvent>({
      name: 'store-read-stream-as-of',
      text: READ_STREAM_AS_OF,
      values: [practiceOf(stream), stream, instant.toISOString()],
    });
    return rows;
  }

  /**
   * A practice's streams of one category that began at or after an instant of the business clock, in order of their names, at most `limit`:
   * continue after the last one. For work over all of a practice; whoever follows what happens reads positions.
   */
  async streamsBegun({
    practice,
    category,
    since,
    after = '',
    limit,
  }: {
    readonly practice: string;
    readonly category: string;
    readonly since: Date;
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly string[]> {
    const first = `${practice}/${category}-`;
    const { rows } = await this.db.query<{ stream: string }>({
      name: 'store-streams-begun',
      text: STREAMS_BEGUN,
      // No character of an id comes after the tilde.
      values: [practice, after === '' ? first : after, `${first}~`, since.toISOString(), limit],
    });
    return rows.map(({ stream }) => stream);
  }

  /**
   * The next events of all streams after a position, in position order, at most `limit`. What it has passed never fills up behind it:
   * continue after the last event's position. Only on the primary: a standby does not know the writers' locks.
   */
  async readAll({ after, limit }: { after: number; limit: number }): Promise<readonly StoredEvent[]> {
    const mark = await this.lowWaterMark();
    if (mark <= after) return [];
    const { rows } = await this.db.query<StoredEvent>({
      name: 'store-read-all',
      text: READ_ALL,
      values: [after, mark, limit],
    });
    return rows;
  }

  /**
   * The position of the last event that `readAll` gives now; 0 in an empty store. Who has handled all events up to here is up to date.
   */
  async headPosition(): Promise<number> {
    const mark = await this.lowWaterMark();
    const { rows } = await this.db.query<{ position: number }>({
      name: 'store-head-position',
      text: HEAD_POSITION,
      values: [mark],
    });
    return rows[0]?.position ?? 0;
  }

  /**
   * The streams touched after a position, each with its last version in the range, in order of the last position: looks at no more
   * than `limit` events, and at none above `upTo` or the low-water mark. Continue after the last head's position; none means the end.
   */
  async streamHeads({
    after,
    upTo = Number.MAX_SAFE_INTEGER,
    limit,
  }: {
    after: number;
    upTo?: number;
    limit: number;
  }): Promise<readonly StreamHead[]> {
    const mark = Math.min(upTo, await this.lowWaterMark());
    if (mark <= after) return [];
    const { rows } = await this.db.query<StreamHead>({
      name: 'store-stream-heads',
      text: STREAM_HEADS,
      values: [after, mark, limit],
    });
    return rows;
  }

  /** Up to here every event that will ever be there can be seen by a statement that begins after this call. */
  async lowWaterMark(): Promise<number> {
    const { rows } = await this.db.query<{ mark: number }>({
      name: 'store-low-water-mark',
      text: 'select store.low_water_mark() as mark',
    });
    return rows[0]?.mark ?? 0;
  }

  private async readRanges(ranges: readonly StreamRange[]): Promise<readonly (readonly StoredEvent[] | Error)[]> {
    const [only, ...others] = ranges;
    if (only && others.length === 0) return [await this.readRange(only)];
    try {
      const values = parametersOf(widest(ranges));
      const { rows } = await this.lanes.query<StoredEvent>({ name: 'store-read-streams', text: READ_STREAMS, values });
      return shared(ranges, rows);
    } catch {
      // Each alone, so that one that the database does not take fails none of its neighbours.
      return Promise.all(ranges.map((range) => this.readRange(range).catch((error: Error) => error)));
    }
  }

  private async readRange({ stream, fromVersion, toVersion }: StreamRange): Promise<readonly StoredEvent[]> {
    const { rows } = await this.lanes.query<StoredEvent>({
      name: 'store-read-stream',
      text: READ_STREAM,
      values: [practiceOf(stream), stream, fromVersion, toVersion],
    });
    return rows;
  }

  private async appendSingle(append: Append, single: SingleEvent): Promise<Appended> {
    const place = await this.call<[number, number, number] | null>(
      'store-append-event',
      APPEND_EVENT,
      single.parameters(),
    );
    if (place) return single.answer(place);
    const outcome = await this.handled(append.practice, append.commandId);
    return { repeated: true, outcome: outcome as JsonObject, events: [] };
  }

  private async appendAtOnce(
    appends: readonly Append[],
    allOrNothing: boolean,
  ): Promise<(Appended | VersionConflict)[]> {
    const batch = new AppendBatch(appends);
    return batch.answer(
      await this.call<BatchAnswer>('store-append-many', APPEND_MANY, [...batch.parameters(), allOrNothing]),
    );
  }

  /** Calls a function of the store and gives its one value; what it refuses becomes the typed error. */
  private async call<Value>(name: string, text: string, values: unknown[]): Promise<Value> {
    try {
      const { rows } = await this.lanes.query<{ value: Value }>({ name, text, values });
      return rows[0]?.value as Value;
    } catch (error) {
      throw typedError(error);
    }
  }
}
