import type { Decider, DomainEvent } from '#libs/kernel/decider.js';
import type { JsonObject } from '#libs/kernel/json.js';
import type { RefusalDetail } from '#libs/kernel/result.js';
import { accept, type Result } from '#libs/kernel/result.js';
import type { Decision } from '../command-executor.js';
import type { LoadedStream, StreamRepository } from '../stream-repository.js';

/** One stream's part of an append. */
export interface StreamDecision {
  readonly stream: string;
  readonly version: number;
  readonly events: readonly DomainEvent[];
}

/** What a decider makes of a command on a loaded stream. */
export function decideLoaded<State, Command, Event extends DomainEvent>(
  { stream, version, state }: LoadedStream<State>,
  decider: Decider<State, Command, Event>,
  command: Command,
): Result<StreamDecision, RefusalDetail> {
  const decided = decider.decide(command, state);
  return decided.ok ? accept({ stream, version, events: decided.value }) : decided;
}

/** No events, but the version that a decision was made on: the append is refused where another command was faster on that stream. */
export function unchanged({ stream, version }: LoadedStream<unknown>): StreamDecision {
  return { stream, version, events: [] };
}

/** Load, decide: for a command that concerns one stream. `command` may be made from the state; `result` is told to whoever sent it. */
export async function decideOn<State, Command, Event extends DomainEvent>(
  streams: StreamRepository,
  stream: string,
  decider: Decider<State, Command, Event>,
  command: Command | ((state: State) => Command),
  result?: (state: State) => JsonObject,
): Promise<Decision> {
  const loaded = await streams.load(stream, decider);
  const asked = typeof command === 'function' ? (command as (state: State) => Command)(loaded.state) : command;
  const decided = decideLoaded(loaded, decider, asked);
  if (!decided.ok) return decided;
  return accept({ appends: [decided.value], ...(result && { result: result(loaded.state) }) });
}
