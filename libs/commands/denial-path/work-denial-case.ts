import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { denialStream } from '#libs/contracts/streams.js';
import { type DenialCommand, denialDecider } from '#libs/domain/denial-case/decider.js';
import { refuse } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { AppealDesk, type AppealWork, isAppealWork } from './appeal-desk.js';
import { appendTo } from './append-to.js';
import { type DeskWork, deskCommand, isDeskWork } from './desk-work.js';

/** What one case decides by itself: alarms, appeals, notes, owners, waiting and its end. */
export type CaseWork =
  | AppealWork
  | DeskWork
  | Exclude<
      DenialCommand,
      {
        type:
          | 'OpenDenialCase'
          | 'RecordDemandLetter'
          | 'AttachToDenial'
          | 'PrepareAppealPacket'
          | AppealWork['type']
          | DeskWork['type']
          | 'ScheduleResubmission'
          | 'RecordResubmission'
          | 'ProposeResubmission'
          | 'GiveUpResubmission'
          | 'ReclassifyDenial';
      }
    >;

export interface WorkDenialCaseData {
  readonly denialId: string;
  readonly work: CaseWork;
}

/** Something that a person, a deadline or a payment does to one case. */
export class WorkDenialCase {
  constructor(
    readonly context: CommandContext,
    readonly data: WorkDenialCaseData,
  ) {}
}

@CommandHandler(WorkDenialCase)
export class WorkDenialCaseHandler implements ICommandHandler<WorkDenialCase> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(AppealDesk) private readonly appeals: AppealDesk,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
  ) {}

  execute({ context, data: { denialId, work } }: WorkDenialCase): Promise<CommandOutcome> {
    return this.executor.execute(context, async () => {
      if (isAppealWork(work)) return this.appeals.decide(context, denialId, work);
      const denial = await this.streams.load(denialStream(context.practiceId, denialId), denialDecider);
      if (!denial.state.opened) return refuse('denial.unknown', 'No such case was ever opened.', 'denialId');
      const command = isDeskWork(work)
        ? deskCommand(work, context, await this.practices.profile(context.practiceId))
        : work;
      return appendTo(denial, denialDecider.decide(command, denial.state));
    });
  }
}
