import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimNumberIdOf, numberStream } from '#libs/contracts/streams.js';
import { payerNumberDecider } from '#libs/domain/payer-number/decider.js';
import { decideOn } from '../claim-path/decide-on.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';

export interface RegisterClaimNumberData {
  readonly claimId: string;
  readonly payerId: string;
  readonly payerControlNumber: string;
}

/** Notes which claim the payer's number stands for. */
export class RegisterClaimNumber {
  constructor(
    readonly context: CommandContext,
    readonly data: RegisterClaimNumberData,
  ) {}
}

@CommandHandler(RegisterClaimNumber)
export class RegisterClaimNumberHandler implements ICommandHandler<RegisterClaimNumber> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data }: RegisterClaimNumber): Promise<CommandOutcome> {
    const { claimId: usedBy, payerId, payerControlNumber: number } = data;
    const stream = numberStream(context.practiceId, claimNumberIdOf(payerId, number));
    const use = { type: 'UseNumber', kind: 'claim', payerId, number, usedBy } as const;
    return this.executor.execute(context, () => decideOn(this.streams, stream, payerNumberDecider, use));
  }
}
