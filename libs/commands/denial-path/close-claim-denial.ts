import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream } from '#libs/contracts/streams.js';
import { type CloseClaimDenial as Closing, closeClaimDenial } from '#libs/domain/claim/close-denial.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo } from './append-to.js';

export interface CloseClaimDenialData extends Closing {
  readonly claimId: string;
}

/** Tells a claim that a person closed one of its denial cases. */
export class CloseClaimDenial {
  constructor(
    readonly context: CommandContext,
    readonly data: CloseClaimDenialData,
  ) {}
}

@CommandHandler(CloseClaimDenial)
export class CloseClaimDenialHandler implements ICommandHandler<CloseClaimDenial> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data: { claimId, ...closing } }: CloseClaimDenial): Promise<CommandOutcome> {
    return this.executor.execute(context, async () => {
      const claim = await this.streams.load(claimStream(context.practiceId, claimId), claimDecider);
      return appendTo(claim, closeClaimDenial(closing, claim.state));
    });
  }
}
