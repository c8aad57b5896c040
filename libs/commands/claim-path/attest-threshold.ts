import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type LocalDate, yearOf } from '#libs/kernel/local-date.js';
import { poolOf } from '#libs/rules/pricing/ledger.js';
import type { Discipline } from '#libs/rules/session.js';
import { Vault } from '#libs/vault/vault.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOnYears } from './patient-years.js';

export interface AttestationData {
  /** The EHR's own id of the patient. */
  readonly ehrPatientId: string;
  readonly discipline: Discipline;
  readonly attested: boolean;
  readonly on: LocalDate;
}

/** Someone attests, or declines to, that services above the year's threshold are reasonable, necessary and documented. */
export class AttestThreshold extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: AttestationData,
  ) {
    super();
  }
}

@CommandHandler(AttestThreshold)
export class AttestThresholdHandler implements ICommandHandler<AttestThreshold> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(Vault) private readonly vault: Vault,
  ) {}

  async execute({ context, data }: AttestThreshold): Promise<CommandOutcome> {
    const { practiceId, actor: by } = context;
    const { ehrPatientId, discipline, attested, on } = data;
    const patientId = await this.vault.patientId(practiceId, ehrPatientId);
    return this.executor.execute(context, () =>
      decideOnYears(this.streams, practiceId, patientId, [yearOf(on)], (year) => {
        return { type: 'AttestThreshold', patientId, year, pool: poolOf(discipline), attested, on, by };
      }),
    );
  }
}
