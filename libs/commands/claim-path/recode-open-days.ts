import { Inject } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream, ledgerStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { isUnderWay } from '#libs/domain/claim/draft.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { type DaysConcerned, daysToLookAt, type OpenDay } from '#libs/domain/policies/open-days.js';
import { derivedId } from '#libs/kernel/ids.js';
import { accept } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { CodeDay } from './code-day.js';

/** Something was put on file for a patient's year that may free days that are held, or change drafts that are not sent yet. */
export class RecodeOpenDays extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: DaysConcerned & { readonly patientId: string; readonly year: number },
  ) {
    super();
  }
}

@CommandHandler(RecodeOpenDays)
export class RecodeOpenDaysHandler implements ICommandHandler<RecodeOpenDays> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  /** Each day is a command of its own, named by this one: cut off in between, a repeat codes the rest. */
  async execute({ context, data: { patientId, year, ...concerned } }: RecodeOpenDays): Promise<CommandOutcome> {
    const ledger = await this.streams.load(ledgerStream(context.practiceId, patientId, year), ledgerDecider);
    let days = 0;
    for (const day of daysToLookAt(ledger.state, concerned)) {
      if (!(await this.isOpen(context.practiceId, day, concerned))) continue;
      const { payerId, dateOfService, sessionId } = day;
      const commandId = derivedId(context.commandId, 'CodeDay', dateOfService, payerId);
      await this.commands.execute(
        new CodeDay({ ...context, commandId }, { patientId, payerId, dateOfService, sessionId }),
      );
      days += 1;
    }
    return this.executor.execute(context, async () => accept({ appends: [], result: { days } }));
  }

  /** Held, or drafted and not on its way: what is sent stays as it was sent. A monitored day without a claim may earn one now. */
  private async isOpen(
    practiceId: string,
    { held, claimIds }: OpenDay,
    { monitoredBeside }: DaysConcerned,
  ): Promise<boolean> {
    if (held) return true;
    for (const claimId of claimIds) {
      const { state } = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
      if (isUnderWay(state)) return false;
    }
    return claimIds.length > 0 || monitoredBeside !== undefined;
  }
}
