import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream, denialStream, ledgerStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { casesAwaiting, resumeAwaiting } from '#libs/domain/policies/correct-authorization.js';
import { accept } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { share } from './append-to.js';

export interface ResumeAwaitedAuthorizationsData {
  readonly patientId: string;
  readonly year: number;
  readonly payerId: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Lets every case of the patient's year go on that waited for the authorization now on file: all of them or none. */
export class ResumeAwaitedAuthorizations {
  constructor(
    readonly context: CommandContext,
    readonly data: ResumeAwaitedAuthorizationsData,
  ) {}
}

@CommandHandler(ResumeAwaitedAuthorizations)
export class ResumeAwaitedAuthorizationsHandler implements ICommandHandler<ResumeAwaitedAuthorizations> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data }: ResumeAwaitedAuthorizations): Promise<CommandOutcome> {
    const { practiceId } = context;
    const now = context.occurredAt.toISOString();
    return this.executor.execute(context, async () => {
      const year = ledgerStream(practiceId, data.patientId, data.year);
      const { state: ledger } = await this.streams.load(year, ledgerDecider);
      const appends = [];
      for (const { denialId, claimId } of casesAwaiting(ledger, data)) {
        const denial = await this.streams.load(denialStream(practiceId, denialId), denialDecider);
        const { state: claim } = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
        appends.push(share(denial, resumeAwaiting({ denial: denial.state, claim, ledger, now })));
      }
      return accept({ appends });
    });
  }
}
