import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { addDays, yearOf } from '#libs/kernel/local-date.js';
import type { Certification } from '#libs/rules/session.js';
import { Vault } from '#libs/vault/vault.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOnYears, yearsOf } from './patient-years.js';

/** Days that a certification lasts at most (Medicare Benefit Policy Manual ch. 15 §220.1.2: 90 days). */
const LASTS = 90;

/** A plan of care was certified, after sessions under it may have been recorded. */
export class CertifyPlanOfCare extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    /** `ehrPatientId` is the EHR's own id of the patient. */
    readonly data: { readonly ehrPatientId: string; readonly certification: Certification },
  ) {
    super();
  }
}

@CommandHandler(CertifyPlanOfCare)
export class CertifyPlanOfCareHandler implements ICommandHandler<CertifyPlanOfCare> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(Vault) private readonly vault: Vault,
  ) {}

  async execute({ context, data: { ehrPatientId, certification } }: CertifyPlanOfCare): Promise<CommandOutcome> {
    const { practiceId } = context;
    const patientId = await this.vault.patientId(practiceId, ehrPatientId);
    const { from, to, signedOn } = certification;
    const years = yearsOf(yearOf(from), yearOf(to ?? addDays(from, LASTS)));
    return this.executor.execute(context, () =>
      decideOnYears(this.streams, practiceId, patientId, years, (year) => {
        const dates = { from, ...(to !== undefined && { to }), ...(signedOn !== undefined && { signedOn }) };
        return { type: 'CertifyPlanOfCare', patientId, year, ...dates, certification: { ...certification } };
      }),
    );
  }
}
