import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream } from '#libs/contracts/streams.js';
import { decideVariance, type VarianceCommand, varianceDecider } from '#libs/domain/claim/variance-decider.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo } from './append-to.js';

export interface WorkClaimVarianceData {
  readonly claimId: string;
  readonly work: VarianceCommand;
}

/** What the provider ledger, a case or a person says of money that a claim was paid too little or too much. */
export class WorkClaimVariance {
  constructor(
    readonly context: CommandContext,
    readonly data: WorkClaimVarianceData,
  ) {}
}

@CommandHandler(WorkClaimVariance)
export class WorkClaimVarianceHandler implements ICommandHandler<WorkClaimVariance> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data: { claimId, work } }: WorkClaimVariance): Promise<CommandOutcome> {
    return this.executor.execute(context, async () => {
      const claim = await this.streams.load(claimStream(context.practiceId, claimId), varianceDecider);
      return appendTo(claim, decideVariance(work, claim.state));
    });
  }
}
