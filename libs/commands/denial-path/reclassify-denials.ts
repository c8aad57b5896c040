import { Inject } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OwnClassificationRow } from '#libs/contracts/classification-row.js';
import type { PracticeEvent } from '#libs/contracts/events/practice-events.js';
import { denialStream, practiceStream } from '#libs/contracts/streams.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { withOwnRows } from '#libs/domain/denial-case/own-rows.js';
import { reclassified } from '#libs/domain/policies/reclassified.js';
import { derivedId } from '#libs/kernel/ids.js';
import { accept } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo } from './append-to.js';
import { DenialReference } from './denial-reference.js';
import { PracticeCases } from './practice-cases.js';

/** A practice's own rows have changed, to that revision: its open cases are classified by them. */
export class ReclassifyDenials {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly revision: number },
  ) {}
}

/** One of those cases. */
export class ReclassifyDenial {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly denialId: string; readonly revision: number },
  ) {}
}

@CommandHandler(ReclassifyDenials)
export class ReclassifyDenialsHandler implements ICommandHandler<ReclassifyDenials> {
  constructor(
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(PracticeCases) private readonly cases: PracticeCases,
  ) {}

  /** Each case is a command of its own, named by this one: cut off in between, a repeat classifies the rest. */
  async execute({ context, data: { revision } }: ReclassifyDenials): Promise<CommandOutcome> {
    let changed = 0;
    for await (const { status, opened } of this.cases.since(context.practiceId, new Date(0))) {
      if (status !== 'open' || !opened) continue;
      const { denialId } = opened;
      const commandId = derivedId(context.commandId, 'ReclassifyDenial', denialId);
      const command = new ReclassifyDenial({ ...context, commandId }, { denialId, revision });
      const outcome = await this.commands.execute<ReclassifyDenial, CommandOutcome>(command);
      if (outcome.status === 'done') changed += 1;
    }
    return this.executor.execute(context, async () => accept({ appends: [], result: { changed } }));
  }
}

@CommandHandler(ReclassifyDenial)
export class ReclassifyDenialHandler implements ICommandHandler<ReclassifyDenial> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(DenialReference) private readonly reference: DenialReference,
    @Inject(PracticeCases) private readonly cases: PracticeCases,
  ) {}

  execute({ context, data: { denialId, revision } }: ReclassifyDenial): Promise<CommandOutcome> {
    const { practiceId } = context;
    return this.executor.execute(context, async () => {
      const denial = await this.streams.load(denialStream(practiceId, denialId), denialDecider);
      const atHand = await this.cases.atHand(practiceId, denial.state);
      const change = atHand && reclassified(atHand, await this.change(practiceId, revision));
      // What the new rows call no denial stays the case that it is: only a person closes it.
      if (!atHand || !change?.after.denial) return accept({ appends: [] });
      const { classification } = change;
      const command = { type: 'ReclassifyDenial' as const, classification, frequencyCodes: atHand.frequencyCodes };
      return appendTo(denial, denialDecider.decide(command, denial.state));
    });
  }

  /** The rules of the revision before, and those of this one. */
  private async change(practiceId: string, revision: number) {
    const events = (await this.streams.events(practiceStream(practiceId))) as unknown as readonly PracticeEvent[];
    const rowsOf = (wanted: number): readonly OwnClassificationRow[] =>
      events.flatMap((event) =>
        event.type === 'ClassificationRowsChanged' && event.data.revision === wanted ? event.data.rows : [],
      );
    const { builtIn } = this.reference;
    return { before: withOwnRows(builtIn, rowsOf(revision - 1)), after: withOwnRows(builtIn, rowsOf(revision)) };
  }
}
