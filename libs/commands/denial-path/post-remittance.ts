import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RemittanceTransaction } from '#libs/contracts/remittance-transaction.js';
import { claimStream, remittanceStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { knownClaim } from '#libs/domain/policies/remitted-claims.js';
import { remittanceDecider } from '#libs/domain/remittance/decider.js';
import { claimIdsNamedBy, type KnownClaim } from '#libs/domain/remittance/match.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo } from './append-to.js';

export interface PostRemittanceData {
  readonly transaction: RemittanceTransaction;
  /** The raw file that it came in. */
  readonly fileId: string;
  readonly interchangeId: string;
}

/** One payment of a payer's file: posted whole, or rejected with its reasons; the same payment again is refused. */
export class PostRemittance {
  constructor(
    readonly context: CommandContext,
    readonly data: PostRemittanceData,
  ) {}
}

@CommandHandler(PostRemittance)
export class PostRemittanceHandler implements ICommandHandler<PostRemittance> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data }: PostRemittance): Promise<CommandOutcome> {
    const { transaction } = data;
    const stream = remittanceStream(context.practiceId, transaction.remittanceId);
    return this.executor.execute(context, async () => {
      const remittance = await this.streams.load(stream, remittanceDecider);
      const known = await this.known(context.practiceId, transaction);
      return appendTo(
        remittance,
        remittanceDecider.decide({ type: 'PostRemittance', ...data, known }, remittance.state),
      );
    });
  }

  /** Our claims that the remittance names, one after the other: a remittance may name thousands. */
  private async known(practiceId: string, { claims }: RemittanceTransaction): Promise<Map<string, KnownClaim>> {
    const known = new Map<string, KnownClaim>();
    for (const claimId of claimIdsNamedBy(claims)) {
      const { state } = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
      const claim = knownClaim(state);
      if (claim) known.set(claimId, claim);
    }
    return known;
  }
}
