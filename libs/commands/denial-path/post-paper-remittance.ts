import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type KeyedPayment, paperTransaction } from '#libs/domain/remittance/paper.js';
import { refuse } from '#libs/kernel/result.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { PostRemittance, PostRemittanceHandler } from './post-remittance.js';

/** A person keys in a payment from paper. The outcome names the payment: `{ remittanceId, sameNumberAs }`. */
export class PostPaperRemittance {
  constructor(
    readonly context: CommandContext,
    readonly data: KeyedPayment,
  ) {}
}

@CommandHandler(PostPaperRemittance)
export class PostPaperRemittanceHandler implements ICommandHandler<PostPaperRemittance> {
  constructor(
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PostRemittanceHandler) private readonly posting: PostRemittanceHandler,
  ) {}

  async execute({ context, data }: PostPaperRemittance): Promise<CommandOutcome> {
    const payer = payerProfile(await this.practices.profile(context.practiceId), data.payerId);
    if (!payer) {
      const refusal = refuse('payer.unknown', 'The practice has no such payer.', 'payerId');
      return this.executor.execute(context, async () => refusal);
    }
    const transaction = paperTransaction(data, payer.name);
    const from = { fileId: `paper-${context.commandId}`, interchangeId: '', postedBy: context.actor };
    return this.posting.execute(new PostRemittance(context, { transaction, ...from }));
  }
}
