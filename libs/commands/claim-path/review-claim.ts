import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream } from '#libs/contracts/streams.js';
import { type ClaimCommand, claimDecider } from '#libs/domain/claim/decider.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

export interface ReviewClaimData {
  readonly claimId: string;
  /** The draft that was looked at; absent: the newest. */
  readonly draft?: number;
}

/** A person has looked at a claim that was drawn for it, and lets it go. */
export class ReviewClaim extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: ReviewClaimData,
  ) {
    super();
  }
}

@CommandHandler(ReviewClaim)
export class ReviewClaimHandler implements ICommandHandler<ReviewClaim> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data: { claimId, draft } }: ReviewClaim): Promise<CommandOutcome> {
    const { practiceId, actor: by } = context;
    return this.executor.execute(context, () =>
      decideOn(this.streams, claimStream(practiceId, claimId), claimDecider, (state): ClaimCommand => {
        return { type: 'ReviewClaim', draft: draft ?? state.draft, by };
      }),
    );
  }
}
