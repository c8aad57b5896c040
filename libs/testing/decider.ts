import { expect } from '@jest/globals';
import { type Decider, type DomainEvent, fold } from '#libs/kernel/decider.js';

/** One story of a decider: given what happened, when somebody asks, then these events or this refusal. */
export interface Story<State, Command, Event extends DomainEvent> {
  /** Further events, after those given so far. */
  and(...events: readonly Event[]): Story<State, Command, Event>;
  /** Commands that were accepted before. */
  after(...commands: readonly Command[]): Story<State, Command, Event>;
  readonly state: State;
  when(command: Command): Told<Event>;
}

/** What the decider said. */
export interface Told<Event extends DomainEvent> {
  /** The events, of which each must match: fields that are left out are not looked at. */
  yields(...events: readonly { readonly type: Event['type']; readonly data?: object }[]): void;
  yieldsNothing(): void;
  isRefused(code: string): void;
  /** The events themselves, for a closer look; fails where it was a refusal. */
  readonly events: readonly Event[];
}

function tell<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  state: State,
  command: Command,
): Told<Event> {
  const result = decider.decide(command, state);
  return {
    yields(...events) {
      expect(result.ok ? result.value : result.refusal).toMatchObject([...events]);
      if (result.ok) expect(result.value).toHaveLength(events.length);
    },
    yieldsNothing() {
      expect(result).toEqual({ ok: true, value: [] });
    },
    isRefused(code) {
      expect(result).toMatchObject({ ok: false, refusal: { code } });
    },
    get events() {
      if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
      return result.value;
    },
  };
}

/** Begins a story with a decider's history. */
export function given<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  ...events: readonly Event[]
): Story<State, Command, Event> {
  const state = fold(decider, events);
  return {
    state,
    and: (...more) => given(decider, ...events, ...more),
    after: (...commands) => {
      const history = [...events];
      for (const command of commands) {
        const result = decider.decide(command, fold(decider, history));
        if (!result.ok) throw new Error(`the story's own command was refused: ${result.refusal.code}`);
        history.push(...result.value);
      }
      return given(decider, ...history);
    },
    when: (command) => tell(decider, state, command),
  };
}

/**
 * Runs commands one after the other, refusals included, and after each asks the same again: that must yield no event.
 * Gives the history, so that a property can look at where it led.
 */
export function runTwiceEach<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  commands: readonly Command[],
): { readonly state: State; readonly events: readonly Event[] } {
  let state = decider.initial;
  const events: Event[] = [];
  for (const command of commands) {
    const result = decider.decide(command, state);
    if (!result.ok) continue;
    for (const event of result.value) {
      state = decider.evolve(state, event);
      events.push(event);
    }
    const again = decider.decide(command, state);
    if (again.ok) expect(again.value).toEqual([]);
  }
  return { state, events };
}
