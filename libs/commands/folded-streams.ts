import { LRUCache } from 'lru-cache';

/** A stream folded into its aggregate's state; `version` is what an append must expect (0: the stream does not exist). */
export interface LoadedStream<State> {
  readonly stream: string;
  readonly version: number;
  readonly state: State;
  /** Position of the stream's first event; 0 where it does not exist. */
  readonly begins: number;
}

/** A fold that is kept, with what it must be compared with before it is used again. */
export interface KeptFold<State> {
  readonly loaded: LoadedStream<State>;
  /** The keys that opened what stands in the state: when one is destroyed, the state must go. */
  readonly keyIds: ReadonlySet<string>;
  /** What folded it. */
  readonly decider: object;
}

/** As long as the vault keeps a key: patient data that was opened does not stay in memory for longer. */
const LIFETIME_MS = 15_000;
const MOST_STREAMS = 5_000;
const MOST_EVENTS = 20_000;

/**
 * States of streams as far as they have been folded, so that loading a stream again reads what is new in it alone. Bounded by streams, by the events
 * behind them, and by time from the first fold on. States are plain data that nobody changes: deciders are pure.
 */
export class FoldedStreams {
  private readonly kept: LRUCache<string, KeptFold<unknown>>;

  constructor({ mostStreams = MOST_STREAMS, mostEvents = MOST_EVENTS, lifetimeMs = LIFETIME_MS } = {}) {
    this.kept = new LRUCache({
      max: mostStreams,
      maxSize: mostEvents,
      sizeCalculation: ({ loaded }) => loaded.version,
      ttl: lifetimeMs,
      ttlAutopurge: true,
      ttlResolution: 0,
      // What was opened first is the oldest patient data in a state: going on with a fold gives it no new lease.
      noUpdateTTL: true,
    });
  }

  /** Null where the stream is not kept, or was folded by somebody else. */
  find<State>(stream: string, decider: object): KeptFold<State> | null {
    const kept = this.kept.get(stream);
    return kept?.decider === decider ? (kept as KeptFold<State>) : null;
  }

  /** Keeps a fold; of two that load a stream at once, the one that has come further stays. */
  keep(fold: KeptFold<unknown>): void {
    const { stream, version } = fold.loaded;
    const kept = this.kept.get(stream);
    if (version === 0 || (kept?.decider === fold.decider && kept.loaded.version >= version)) return;
    this.kept.set(stream, fold);
  }

  forget(stream: string): void {
    this.kept.delete(stream);
  }
}
