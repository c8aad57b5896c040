import { Inject, Injectable } from '@nestjs/common';
import { VersionConflict } from '#libs/event-store/errors.js';
import type { Append, Appended } from '#libs/event-store/event.js';
import { EventStore } from '#libs/event-store/event-store.js';
import type { DomainEvent } from '#libs/kernel/decider.js';
import type { JsonObject } from '#libs/kernel/json.js';
import type { RefusalDetail, Result } from '#libs/kernel/result.js';
import type { CommandContext } from './command-context.js';
import { Sealing } from './sealing.js';

/**
 * What a command decided: events for one or more streams, each with the version that the decision was made on. A stream without events was
 * only read: the append is refused, and the command decided anew, where its version is another by then.
 */
export type Decision = Result<{
  readonly appends: readonly {
    readonly stream: string;
    readonly version: number;
    readonly events: readonly DomainEvent[];
  }[];
  /** Told to whoever sent the command, now and on every repeat; ids and numbers only. */
  readonly result?: JsonObject;
}>;

export interface CommandOutcome {
  readonly status: 'done' | 'nothing-to-do' | 'refused';
  readonly refusal?: RefusalDetail;
  readonly result?: JsonObject;
  /** True where the command had been handled before and this is the recorded outcome. */
  readonly repeated: boolean;
}

/** A command with the way to decide it. */
export interface UndecidedCommand {
  readonly context: CommandContext;
  readonly decide: () => Promise<Decision>;
}

/** Lost races before a command gives up: each loss means that another command on the same streams won, so the house makes progress. */
const MAX_ATTEMPTS = 20;

/** Runs one command: load, decide, seal, append, all or nothing, once. */
@Injectable()
export class CommandExecutor {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Sealing) private readonly sealing: Sealing,
  ) {}

  /**
   * `decide` loads what it needs and decides; where another command was faster it is asked again on the newer state. A refusal is recorded as
   * the command's outcome, like success and having nothing to do. Whether the command was handled before is learnt from the append itself: most
   * were not, and asking first would cost each of them a turn.
   */
  async execute(context: CommandContext, decide: () => Promise<Decision>): Promise<CommandOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { outcome, repeated } = await this.store.append(await this.decided({ context, decide }));
        return recorded(outcome, repeated);
      } catch (error) {
        // What has been handled may not be decidable any more.
        const handled = await this.store.handled(context.practiceId, context.commandId);
        if (handled) return recorded(handled, true);
        if (!(error instanceof VersionConflict) || attempt >= MAX_ATTEMPTS) throw error;
      }
    }
  }

  /**
   * Runs many commands in few transactions, each for itself: one that is refused, repeated or lost a race takes none of its neighbours with it, and of two
   * on the same stream the later is decided on what the earlier has left. The outcomes stand in the order of the commands. What `decide` throws is thrown,
   * and the whole list may be sent again.
   */
  async executeMany(commands: readonly UndecidedCommand[]): Promise<readonly CommandOutcome[]> {
    const outcomes: CommandOutcome[] = [];
    let open = commands.map((command, place) => ({ command, place }));
    for (let fruitless = 0; open.length > 0; fruitless += 1) {
      const appends = await Promise.all(open.map(({ command }) => this.decided(command)));
      const appended = await this.store.appendEach(appends);
      const lost = open.filter((_, index) => appended[index] instanceof VersionConflict);
      for (const [index, { place }] of open.entries()) {
        const one = appended[index] as Appended | VersionConflict;
        if (!(one instanceof VersionConflict)) outcomes[place] = recorded(one.outcome, one.repeated);
      }
      if (lost.length < open.length) fruitless = 0;
      else if (fruitless >= MAX_ATTEMPTS) throw appended[0];
      open = lost;
    }
    return outcomes;
  }

  /** What to append: the decision's events, sealed, with the command's outcome. */
  private async decided({ context, decide }: UndecidedCommand): Promise<Append> {
    const decision = await decide();
    // A stream without events stays in: its version is checked, so that a decision that rested on it is refused once it has moved on.
    const appends = decision.ok ? decision.value.appends : [];
    const streams = await Promise.all(
      appends.map(async ({ stream, version, events }) => ({
        stream,
        expectedVersion: version === 0 ? ('no-stream' as const) : version,
        events: await Promise.all(events.map((event) => this.sealing.seal(context.practiceId, event))),
      })),
    );
    const { practiceId: practice, ...rest } = context;
    return { ...rest, practice, streams, outcome: outcomeOf(decision) };
  }
}

function outcomeOf(decision: Decision): JsonObject {
  if (!decision.ok) return { status: 'refused', refusal: { ...decision.refusal } };
  const { appends, result } = decision.value;
  const changed = appends.some(({ events }) => events.length > 0);
  return { status: changed ? 'done' : 'nothing-to-do', ...(result ? { result } : {}) };
}

function recorded(outcome: JsonObject, repeated: boolean): CommandOutcome {
  return { ...(outcome as unknown as Omit<CommandOutcome, 'repeated'>), repeated };
}
