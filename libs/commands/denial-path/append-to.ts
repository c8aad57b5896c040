import type { DomainEvent } from '#libs/kernel/decider.js';
import { accept, type Result } from '#libs/kernel/result.js';
import type { Decision } from '../command-executor.js';
import type { LoadedStream } from '../stream-repository.js';

/** One stream's share of a decision: its events at the version that they were decided on. */
export function share({ stream, version }: LoadedStream<unknown>, events: readonly DomainEvent[]) {
  return { stream, version, events };
}

/** A decision about one stream alone. */
export function appendTo(loaded: LoadedStream<unknown>, decided: Result<readonly DomainEvent[]>): Decision {
  return decided.ok ? accept({ appends: [share(loaded, decided.value)] }) : decided;
}
