import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream, denialStream, ledgerStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { attemptResubmission } from '#libs/domain/policies/attempt-resubmission.js';
import { payerOf } from '#libs/domain/policies/denial-to-open.js';
import { yearOf } from '#libs/kernel/local-date.js';
import { accept, refuse } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome, type Decision } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { share } from './append-to.js';

export interface AttemptResubmissionData {
  readonly denialId: string;
  readonly attempt: number;
}

/** Makes the scheduled attempt: the replacement and its outcome are recorded together, or neither. */
export class AttemptResubmission {
  constructor(
    readonly context: CommandContext,
    readonly data: AttemptResubmissionData,
  ) {}
}

@CommandHandler(AttemptResubmission)
export class AttemptResubmissionHandler implements ICommandHandler<AttemptResubmission> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
  ) {}

  execute({ context, data }: AttemptResubmission): Promise<CommandOutcome> {
    return this.executor.execute(context, () => this.decide(context, data));
  }

  private async decide({ practiceId, occurredAt }: CommandContext, data: AttemptResubmissionData): Promise<Decision> {
    const denial = await this.streams.load(denialStream(practiceId, data.denialId), denialDecider);
    if (!denial.state.opened) return refuse('denial.unknown', 'No such case was ever opened.', 'denialId');
    const { claimId, patientId, payerId, payerKind, dateOfService } = denial.state.opened;
    const claim = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
    const year = ledgerStream(practiceId, patientId, yearOf(dateOfService));
    const ledger = await this.streams.load(year, ledgerDecider);
    const payer = payerOf(await this.practices.profile(practiceId), payerId, payerKind);
    const decided = attemptResubmission({
      denial: denial.state,
      claim: claim.state,
      ledger: ledger.state,
      attempt: data.attempt,
      frequencyCodes: payer.frequencyCodes,
      now: occurredAt.toISOString(),
    });
    if (!decided.ok) return decided;
    return accept({ appends: [share(claim, decided.value.claim), share(denial, decided.value.denial)] });
  }
}
