import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { yearOf } from '#libs/kernel/local-date.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { timeZoneOf } from '#libs/rules/practice.js';
import { Vault } from '#libs/vault/vault.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOnYears } from './patient-years.js';

/** The EHR's plan of a patient's next visits; stands in the ledger of the year in which it was told. */
export class ScheduleVisits extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    /** `ehrPatientId` is the EHR's own id of the patient. */
    readonly data: { readonly ehrPatientId: string; readonly schedule: Readonly<Record<string, unknown>> },
  ) {
    super();
  }
}

@CommandHandler(ScheduleVisits)
export class ScheduleVisitsHandler implements ICommandHandler<ScheduleVisits> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(Vault) private readonly vault: Vault,
  ) {}

  async execute({ context, data: { ehrPatientId, schedule } }: ScheduleVisits): Promise<CommandOutcome> {
    const { practiceId, occurredAt } = context;
    const patientId = await this.vault.patientId(practiceId, ehrPatientId);
    const year = yearOf(localDateAt(occurredAt, timeZoneOf(await this.practices.profile(practiceId))));
    return this.executor.execute(context, () =>
      decideOnYears(this.streams, practiceId, patientId, [year], () => {
        return { type: 'ScheduleVisits', patientId, year, schedule: { ...schedule } };
      }),
    );
  }
}
