import { Inject, Injectable } from '@nestjs/common';
import type { StoredEvent } from '#libs/event-store/event.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { practiceInScope } from '#libs/event-store/practice-scope.js';
import { type DomainEvent, fold } from '#libs/kernel/decider.js';
import { FoldedStreams, type KeptFold, type LoadedStream } from './folded-streams.js';
import { type RecordedEvent, Sealing } from './sealing.js';

export type { LoadedStream } from './folded-streams.js';

interface Folder<State, Event> {
  readonly initial: State;
  evolve(state: State, event: Event): State;
}

/** Reads streams as the aggregates know them: opened and in the newest schema. */
@Injectable()
export class StreamRepository {
  private readonly folded = new FoldedStreams();

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Sealing) private readonly sealing: Sealing,
  ) {}

  /** The stream as it stands now. What was folded before is gone on with, unless a key that opened some of it has been destroyed since. */
  async load<State, Event extends DomainEvent>(
    stream: string,
    decider: Folder<State, Event>,
  ): Promise<LoadedStream<State>> {
    const kept = isInSight(stream) ? this.folded.find<State>(stream, decider) : null;
    const [events, opens] = await Promise.all([
      this.store.readStream(stream, { fromVersion: (kept?.loaded.version ?? 0) + 1 }),
      this.sealing.stillOpen(kept?.keyIds ?? []),
    ]);
    if (!opens) {
      this.folded.forget(stream);
      return this.load(stream, decider);
    }
    if (kept && events.length === 0) return kept.loaded;
    const next = goOn(stream, decider, kept, await this.sealing.openMany(events));
    this.folded.keep(next);
    return next.loaded;
  }

  async events(stream: string): Promise<RecordedEvent[]> {
    return this.sealing.openMany(await this.store.readStream(stream));
  }

  open(stored: StoredEvent): Promise<RecordedEvent> {
    return this.sealing.open(stored);
  }
}

/** False where the caller runs in the name of another practice: the database would show it nothing, so memory must not either. */
function isInSight(stream: string): boolean {
  const practice = practiceInScope();
  return practice === undefined || stream.startsWith(`${practice}/`);
}

/** Folds a stream's next events onto what is known of it. */
function goOn<State, Event extends DomainEvent>(
  stream: string,
  decider: Folder<State, Event>,
  kept: KeptFold<State> | null,
  events: readonly RecordedEvent[],
): KeptFold<State> {
  const from = { initial: kept ? kept.loaded.state : decider.initial, evolve: decider.evolve };
  const openedBy = events.flatMap(({ stored, forgotten }) => (stored.keyId && !forgotten ? stored.keyId : []));
  return {
    loaded: {
      stream,
      version: events.at(-1)?.stored.version ?? 0,
      state: fold(from, events as unknown as readonly Event[]),
      begins: kept?.loaded.begins ?? events[0]?.stored.position ?? 0,
    },
    keyIds: new Set([...(kept?.keyIds ?? []), ...openedBy]),
    decider,
  };
}
