import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { thresholdsOn } from '#libs/domain/policies/day-reservations.js';
import { type LocalDate, yearOf } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { Vault } from '#libs/vault/vault.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { REFERENCE } from '../reference.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOnYears } from './patient-years.js';

export interface EligibilityData {
  /** The EHR's own id of the patient. */
  readonly ehrPatientId: string;
  readonly payerId: string;
  readonly asOf: LocalDate;
  readonly active?: boolean;
  readonly otUsedCents?: Cents;
  readonly ptSlpUsedCents?: Cents;
  readonly deductibleLeftCents?: Cents;
  readonly visitsLeft?: number;
}

/** What a payer says that it has counted for a patient's year. */
export class RecordEligibility extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: EligibilityData,
  ) {
    super();
  }
}

@CommandHandler(RecordEligibility)
export class RecordEligibilityHandler implements ICommandHandler<RecordEligibility> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(REFERENCE) private readonly reference: Reference,
  ) {}

  async execute({ context, data: { ehrPatientId, ...data } }: RecordEligibility): Promise<CommandOutcome> {
    const { practiceId } = context;
    const patientId = await this.vault.patientId(practiceId, ehrPatientId);
    const thresholds = thresholdsOn(data.asOf, this.reference);
    return this.executor.execute(context, () =>
      decideOnYears(this.streams, practiceId, patientId, [yearOf(data.asOf)], (year) => {
        return { type: 'ReportPayerBalance', patientId, year, ...data, thresholds };
      }),
    );
  }
}
