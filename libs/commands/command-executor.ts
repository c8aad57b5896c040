import { Inject, Injectable } from '@nestjs/common';
import { VersionConflict } from '#libs/event-store/errors.js';
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
   * the command's outcome, like success and having nothing to do.
   */
  async execute(context: CommandContext, decide: () => Promise<Decision>): Promise<CommandOutcome> {
    const handled = await this.store.handled(context.practiceId, context.commandId);
    if (handled) return recorded(handled, true);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.append(context, await decide());
      } catch (error) {
        if (!(error instanceof VersionConflict) || attempt >= MAX_ATTEMPTS) throw error;
      }
    }
  }

  private async append(context: CommandContext, decision: Decision): Promise<CommandOutcome> {
    // A stream without events stays in: its version is checked, so that a decision that rested on it is refused once it has moved on.
    const appends = decision.ok ? decision.value.appends : [];
    const changed = appends.some((append) => append.events.length > 0);
    const outcome: JsonObject = decision.ok
      ? {
          status: changed ? 'done' : 'nothing-to-do',
          ...(decision.value.result ? { result: decision.value.result } : {}),
        }
      : { status: 'refused', refusal: { ...decision.refusal } };
    const streams = await Promise.all(
      appends.map(async ({ stream, version, events }) => ({
        stream,
        expectedVersion: version === 0 ? ('no-stream' as const) : version,
        events: await Promise.all(events.map((event) => this.sealing.seal(context.practiceId, event))),
      })),
    );
    const { practiceId: practice, commandId, correlationId, causationId, actor, occurredAt, traceContext } = context;
    const appended = await this.store.append({
      practice,
      commandId,
      correlationId,
      causationId,
      actor,
      occurredAt,
      traceContext,
      streams,
      outcome,
    });
    return recorded(appended.outcome, appended.repeated);
  }
}

function recorded(outcome: JsonObject, repeated: boolean): CommandOutcome {
  return { ...(outcome as unknown as Omit<CommandOutcome, 'repeated'>), repeated };
}
