import { Inject, Injectable } from '@nestjs/common';
import type { StoredEvent } from '#libs/event-store/event.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { type DomainEvent, fold } from '#libs/kernel/decider.js';
import { type RecordedEvent, Sealing } from './sealing.js';

/** A stream folded into its aggregate's state; `version` is what an append must expect (0: the stream does not exist). */
export interface LoadedStream<State> {
  readonly stream: string;
  readonly version: number;
  readonly state: State;
}

/** Reads streams as the aggregates know them: opened and in the newest schema. */
@Injectable()
export class StreamRepository {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Sealing) private readonly sealing: Sealing,
  ) {}

  async load<State, Event extends DomainEvent>(
    stream: string,
    decider: { initial: State; evolve(state: State, event: Event): State },
  ): Promise<LoadedStream<State>> {
    const events = await this.events(stream);
    return { stream, version: events.at(-1)?.stored.version ?? 0, state: fold(decider, events as unknown as Event[]) };
  }

  async events(stream: string): Promise<RecordedEvent[]> {
    return this.sealing.openMany(await this.store.readStream(stream));
  }

  open(stored: StoredEvent): Promise<RecordedEvent> {
    return this.sealing.open(stored);
  }
}
