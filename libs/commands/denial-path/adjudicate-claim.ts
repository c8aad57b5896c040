import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream } from '#libs/contracts/streams.js';
import { adjudicateClaim, type RemittedClaim } from '#libs/domain/claim/adjudication.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { deniedAmounts } from '#libs/domain/policies/remitted-claims.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo } from './append-to.js';
import { DenialReference } from './denial-reference.js';

export interface AdjudicateClaimData {
  readonly claimId: string;
  readonly remitted: RemittedClaim;
}

/** Posts a matched claim of a remittance to the claim: decision, denials, payment, or a reversal. */
export class AdjudicateClaim {
  constructor(
    readonly context: CommandContext,
    readonly data: AdjudicateClaimData,
  ) {}
}

@CommandHandler(AdjudicateClaim)
export class AdjudicateClaimHandler implements ICommandHandler<AdjudicateClaim> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(DenialReference) private readonly reference: DenialReference,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
  ) {}

  execute({ context, data }: AdjudicateClaim): Promise<CommandOutcome> {
    const { claimId, remitted } = data;
    return this.executor.execute(context, async () => {
      const claim = await this.streams.load(claimStream(context.practiceId, claimId), claimDecider);
      const rules = await this.reference.rulesOf(context.practiceId);
      const denied = deniedAmounts(remitted, claim.state.payerKind, rules, claim.state.payerId);
      const practice = await this.practices.find(context.practiceId);
      const tolerance = payerProfile(practice ?? undefined, claim.state.payerId)?.underpaymentTolerance;
      return appendTo(claim, adjudicateClaim({ remitted, denied, tolerance }, claim.state));
    });
  }
}
