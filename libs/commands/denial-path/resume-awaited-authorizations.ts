import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ledgerStream } from '#libs/contracts/streams.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { casesAwaiting, correctDenial } from '#libs/domain/policies/correct-denial.js';
import { accept } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { share } from './append-to.js';
import { CorrectionFactsReader } from './correction-facts.js';

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
    @Inject(CorrectionFactsReader) private readonly reader: CorrectionFactsReader,
  ) {}

  execute({ context, data }: ResumeAwaitedAuthorizations): Promise<CommandOutcome> {
    const year = ledgerStream(context.practiceId, data.patientId, data.year);
    return this.executor.execute(context, async () => {
      const { state } = await this.streams.load(year, ledgerDecider);
      const appends = [];
      for (const { denialId } of casesAwaiting(state, data)) {
        const loaded = await this.reader.load(context, denialId);
        const decided = loaded && correctDenial(loaded.facts);
        // A case that cannot go on now keeps none of the others back.
        if (loaded && decided?.ok) appends.push(share(loaded.denial, decided.value.denial));
      }
      return accept({ appends });
    });
  }
}
