import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream, denialStream } from '#libs/contracts/streams.js';
import { balanceWriteOff } from '#libs/domain/claim/balance-write-off.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { openCents } from '#libs/domain/denial-case/state.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo } from './append-to.js';

export interface BalanceWriteOffData {
  readonly denialId: string;
  readonly claimId: string;
  readonly reason: string;
}

/** Makes what a claim has written off for a case what the case has. */
export class BalanceWriteOff {
  constructor(
    readonly context: CommandContext,
    readonly data: BalanceWriteOffData,
  ) {}
}

@CommandHandler(BalanceWriteOff)
export class BalanceWriteOffHandler implements ICommandHandler<BalanceWriteOff> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data: { denialId, claimId, reason } }: BalanceWriteOff): Promise<CommandOutcome> {
    const { practiceId } = context;
    return this.executor.execute(context, async () => {
      const { state: denial } = await this.streams.load(denialStream(practiceId, denialId), denialDecider);
      const claim = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
      const number = Number(denialId.slice(claimId.length + 1));
      const { writtenOffCents } = denial;
      const balance = { number, writtenOffCents, remainingCents: openCents(denial), reason };
      return appendTo(claim, balanceWriteOff(balance, claim.state));
    });
  }
}
