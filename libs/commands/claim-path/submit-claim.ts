import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

export interface SubmitClaimData {
  readonly claimId: string;
  readonly submissionNumber: number;
  readonly interchangeControlNumber: number;
  readonly groupControlNumber: number;
  readonly transactionControlNumber: string;
  readonly usage: 'T' | 'P';
}

/** Records what is sent under which control numbers, before the file is written from it. */
export class SubmitClaim extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: SubmitClaimData,
  ) {
    super();
  }
}

@CommandHandler(SubmitClaim)
export class SubmitClaimHandler implements ICommandHandler<SubmitClaim> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data: { claimId, ...data } }: SubmitClaim): Promise<CommandOutcome> {
    const stream = claimStream(context.practiceId, claimId);
    const submittedAt = context.occurredAt.toISOString();
    return this.executor.execute(context, () =>
      decideOn(this.streams, stream, claimDecider, { type: 'SubmitClaim', ...data, submittedAt }),
    );
  }
}
