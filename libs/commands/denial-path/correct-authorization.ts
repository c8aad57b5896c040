import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream, denialStream, ledgerStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { correctAuthorization } from '#libs/domain/policies/correct-authorization.js';
import { yearOf } from '#libs/kernel/local-date.js';
import { accept } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { share } from './append-to.js';

export interface CorrectAuthorizationData {
  readonly denialId: string;
  readonly claimId: string;
  readonly patientId: string;
  readonly dateOfService: string;
}

/** Corrects a denial for want of an authorization, now or once one is recorded. */
export class CorrectAuthorization {
  constructor(
    readonly context: CommandContext,
    readonly data: CorrectAuthorizationData,
  ) {}
}

@CommandHandler(CorrectAuthorization)
export class CorrectAuthorizationHandler implements ICommandHandler<CorrectAuthorization> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data }: CorrectAuthorization): Promise<CommandOutcome> {
    const { practiceId } = context;
    const year = ledgerStream(practiceId, data.patientId, yearOf(data.dateOfService));
    return this.executor.execute(context, async () => {
      const denial = await this.streams.load(denialStream(practiceId, data.denialId), denialDecider);
      const { state: claim } = await this.streams.load(claimStream(practiceId, data.claimId), claimDecider);
      const ledger = await this.streams.load(year, ledgerDecider);
      const now = context.occurredAt.toISOString();
      const decided = correctAuthorization({ denial: denial.state, claim, ledger: ledger.state, now });
      if (!decided.ok) return decided;
      return accept({ appends: [share(denial, decided.value.denial), share(ledger, decided.value.ledger)] });
    });
  }
}
