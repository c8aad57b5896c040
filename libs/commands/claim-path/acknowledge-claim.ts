import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import type { AcknowledgeClaim as Acknowledged } from '#libs/domain/claim/submit.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

export type AcknowledgeClaimData = Omit<Acknowledged, 'type'> & { readonly claimId: string };

/** A TA1, 999 or 277CA answered a submission. */
export class AcknowledgeClaim extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: AcknowledgeClaimData,
  ) {
    super();
  }
}

@CommandHandler(AcknowledgeClaim)
export class AcknowledgeClaimHandler implements ICommandHandler<AcknowledgeClaim> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data: { claimId, ...data } }: AcknowledgeClaim): Promise<CommandOutcome> {
    const stream = claimStream(context.practiceId, claimId);
    return this.executor.execute(context, () =>
      decideOn(this.streams, stream, claimDecider, { type: 'AcknowledgeClaim', ...data }),
    );
  }
}
