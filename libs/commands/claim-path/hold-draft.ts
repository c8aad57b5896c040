import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { FindingRecord } from '#libs/contracts/events/shapes.js';
import { claimStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

/** Keeps a draft from going out, with what was found; the next coding of its day drafts it again. */
export class HoldDraft extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly claimId: string; readonly draft: number; readonly findings: readonly FindingRecord[] },
  ) {
    super();
  }
}

@CommandHandler(HoldDraft)
export class HoldDraftHandler implements ICommandHandler<HoldDraft> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data: { claimId, draft, findings } }: HoldDraft): Promise<CommandOutcome> {
    const stream = claimStream(context.practiceId, claimId);
    return this.executor.execute(context, () =>
      decideOn(this.streams, stream, claimDecider, { type: 'HoldDraft', draft, findings }),
    );
  }
}
