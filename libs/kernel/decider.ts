import type { RefusalDetail, Result } from './result.js';

/** An event as a decider makes it: its type and its data, before it has a place in a stream. */
export interface DomainEvent<Type extends string = string, Data = object> {
  readonly type: Type;
  readonly data: Data;
}

/**
 * One aggregate as pure functions. `decide` gives the events that a command causes (none where it has been handled already) or a refusal;
 * `evolve` folds one event into the state. Time, ids, rates and reference data come in with the command.
 */
export interface Decider<State, Command, Event extends DomainEvent> {
  readonly initial: State;
  evolve(state: State, event: Event): State;
  decide(command: Command, state: State): Result<readonly Event[], RefusalDetail>;
}

/** Folds a history into a state. */
export function fold<State, Event>(
  decider: { initial: State; evolve(state: State, event: Event): State },
  events: Iterable<Event>,
): State {
  let state = decider.initial;
  for (const event of events) state = decider.evolve(state, event);
  return state;
}
