import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { undoAdjudication } from '#libs/domain/claim/undo-adjudication.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo } from './append-to.js';

export interface UndoAdjudicationData {
  readonly claimId: string;
  readonly remittanceId: string;
}

/** Takes back what a remittance did to a claim. */
export class UndoAdjudication {
  constructor(
    readonly context: CommandContext,
    readonly data: UndoAdjudicationData,
  ) {}
}

@CommandHandler(UndoAdjudication)
export class UndoAdjudicationHandler implements ICommandHandler<UndoAdjudication> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data: { claimId, remittanceId } }: UndoAdjudication): Promise<CommandOutcome> {
    return this.executor.execute(context, async () => {
      const claim = await this.streams.load(claimStream(context.practiceId, claimId), claimDecider);
      return appendTo(claim, undoAdjudication({ remittanceId }, claim.state));
    });
  }
}
