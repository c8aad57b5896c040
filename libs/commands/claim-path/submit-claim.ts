import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream } from '#libs/contracts/streams.js';
import { type ClaimCommand, claimDecider } from '#libs/domain/claim/decider.js';
import { answersDue } from '#libs/rules/claiming/answers-due.js';
import { payerProfile, unknownPayer } from '#libs/rules/payer-profile.js';
import { timeZoneOf } from '#libs/rules/practice.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { REFERENCE } from '../reference.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

export interface SubmitClaimData {
  readonly claimId: string;
  readonly submissionNumber: number;
  readonly interchangeControlNumber: number;
  readonly groupControlNumber: number;
  readonly transactionControlNumber: string;
  readonly usage: 'T' | 'P';
}

/** Records what is sent under which control numbers, before the file is written from it. */
export class SubmitClaim extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: SubmitClaimData,
  ) {
    super();
  }
}

@CommandHandler(SubmitClaim)
export class SubmitClaimHandler implements ICommandHandler<SubmitClaim> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(REFERENCE) private readonly reference: Reference,
  ) {}

  async execute({ context, data: { claimId, ...data } }: SubmitClaim): Promise<CommandOutcome> {
    const { practiceId, occurredAt: at } = context;
    const practice = await this.practices.profile(practiceId);
    return this.executor.execute(context, () =>
      decideOn(this.streams, claimStream(practiceId, claimId), claimDecider, ({ payerId }): ClaimCommand => {
        const payer = payerProfile(practice, payerId) ?? unknownPayer(payerId);
        const due = answersDue({ at, payer, timeZone: timeZoneOf(practice) }, this.reference.calendar);
        return { type: 'SubmitClaim', ...data, submittedAt: at.toISOString(), answersDue: due };
      }),
    );
  }
}
