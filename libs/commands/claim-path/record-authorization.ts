import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type LocalDate, yearOf } from '#libs/kernel/local-date.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { timeZoneOf } from '#libs/rules/practice.js';
import { Vault } from '#libs/vault/vault.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOnYears, yearsOf } from './patient-years.js';

export interface AuthorizationData {
  /** The EHR's own id of the patient. */
  readonly ehrPatientId: string;
  readonly payerId: string;
  readonly number: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly visits?: number;
}

/** A payer's authorization; it stands in the ledger of each year that it covers. */
export class RecordAuthorization extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: AuthorizationData,
  ) {
    super();
  }
}

@CommandHandler(RecordAuthorization)
export class RecordAuthorizationHandler implements ICommandHandler<RecordAuthorization> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(Vault) private readonly vault: Vault,
  ) {}

  async execute({ context, data: { ehrPatientId, ...data } }: RecordAuthorization): Promise<CommandOutcome> {
    const { practiceId, occurredAt } = context;
    const patientId = await this.vault.patientId(practiceId, ehrPatientId);
    const today = localDateAt(occurredAt, timeZoneOf(await this.practices.profile(practiceId)));
    const from = yearOf(data.from ?? data.to ?? today);
    const years = yearsOf(from, yearOf(data.to ?? data.from ?? today));
    const recordedAt = occurredAt.toISOString();
    return this.executor.execute(context, () =>
      decideOnYears(this.streams, practiceId, patientId, years, (year) => {
        return { type: 'RecordAuthorization', patientId, year, ...data, recordedAt };
      }),
    );
  }
}
