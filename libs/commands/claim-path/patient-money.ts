import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import type { PatientPaymentCommand } from '#libs/domain/claim/patient-payment.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { timeZoneOf } from '#libs/rules/practice.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

type Without<Of, Field extends string> = Of extends unknown ? Omit<Of, Field> : never;

/** A payment of the patient, a refund, or the reversal of either; whose word it is, and of what day, stands in the context. */
export class WorkPatientMoney extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly claimId: string; readonly work: Without<PatientPaymentCommand, 'by' | 'today'> },
  ) {
    super();
  }
}

@CommandHandler(WorkPatientMoney)
export class WorkPatientMoneyHandler implements ICommandHandler<WorkPatientMoney> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
  ) {}

  async execute({ context, data: { claimId, work } }: WorkPatientMoney): Promise<CommandOutcome> {
    const { practiceId, actor: by, occurredAt } = context;
    const today = localDateAt(occurredAt, timeZoneOf(await this.practices.profile(practiceId)));
    const stream = claimStream(practiceId, claimId);
    const result = () => ({ paymentId: work.paymentId });
    const command: PatientPaymentCommand =
      work.type === 'ReversePatientPayment' ? { ...work, by } : { ...work, by, today };
    return this.executor.execute(context, () => decideOn(this.streams, stream, claimDecider, command, result));
  }
}
