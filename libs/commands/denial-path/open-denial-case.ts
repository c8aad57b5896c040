import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream, denialIdOf, denialStream, ledgerStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { type DeniedData, denialToOpen } from '#libs/domain/policies/denial-to-open.js';
import { yearOf } from '#libs/kernel/local-date.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo } from './append-to.js';
import { DenialReference } from './denial-reference.js';

export interface OpenDenialCaseData {
  readonly denied: DeniedData;
}

/** Opens the case of one denial of a claim. */
export class OpenDenialCase {
  constructor(
    readonly context: CommandContext,
    readonly data: OpenDenialCaseData,
  ) {}
}

@CommandHandler(OpenDenialCase)
export class OpenDenialCaseHandler implements ICommandHandler<OpenDenialCase> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(DenialReference) private readonly reference: DenialReference,
  ) {}

  execute({ context, data: { denied } }: OpenDenialCase): Promise<CommandOutcome> {
    const { practiceId, occurredAt: openedAt } = context;
    const { claimId, patientId, dateOfService, number } = denied;
    const { deadlines } = this.reference;
    return this.executor.execute(context, async () => {
      const rules = await this.reference.newestRulesOf(practiceId);
      const practice = await this.practices.profile(practiceId);
      const denial = await this.streams.load(denialStream(practiceId, denialIdOf(claimId, number)), denialDecider);
      const { state: claim } = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
      const year = ledgerStream(practiceId, patientId, yearOf(dateOfService));
      const { state: ledger } = await this.streams.load(year, ledgerDecider);
      const opening = denialToOpen(denied, { claim, ledger, practice, rules, deadlines, openedAt });
      return appendTo(denial, denialDecider.decide(opening, denial.state));
    });
  }
}
