import { Inject } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ledgerStream } from '#libs/contracts/streams.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { heldDays } from '#libs/domain/patient-ledger/state.js';
import { derivedId } from '#libs/kernel/ids.js';
import { accept } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { CodeDay } from './code-day.js';

/** Something was put on file for a patient's year that may free days that are held. */
export class RecodeHeldDays extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly patientId: string; readonly year: number },
  ) {
    super();
  }
}

@CommandHandler(RecodeHeldDays)
export class RecodeHeldDaysHandler implements ICommandHandler<RecodeHeldDays> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  /** Each day is a command of its own, named by this one: cut off in between, a repeat codes the rest. */
  async execute({ context, data: { patientId, year } }: RecodeHeldDays): Promise<CommandOutcome> {
    const ledger = await this.streams.load(ledgerStream(context.practiceId, patientId, year), ledgerDecider);
    const days = heldDays(ledger.state);
    for (const { payerId, dateOfService, sessionId } of days) {
      const commandId = derivedId(context.commandId, 'CodeDay', dateOfService, payerId);
      const day = { patientId, payerId, dateOfService, sessionId };
      await this.commands.execute(new CodeDay({ ...context, commandId }, day));
    }
    return this.executor.execute(context, async () => accept({ appends: [], result: { days: days.length } }));
  }
}
