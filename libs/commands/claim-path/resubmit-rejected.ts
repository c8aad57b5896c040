import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream } from '#libs/contracts/streams.js';
import { type ClaimCommand, claimDecider } from '#libs/domain/claim/decider.js';
import { newestSubmission } from '#libs/domain/claim/state.js';
import { accept } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome, type Decision } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

export interface ResubmitRejectedData {
  readonly claimId: string;
  /** The submission that was rejected; absent: the newest. */
  readonly submissionNumber?: number;
  /** Asked for by a policy: done once, and not where the practice wants a person to. */
  readonly automatic?: boolean;
}

/** Sends a rejected submission again as it was: what was wrong lay in the envelope, or in the practice's profile, which was set right. */
export class ResubmitRejected extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: ResubmitRejectedData,
  ) {
    super();
  }
}

@CommandHandler(ResubmitRejected)
export class ResubmitRejectedHandler implements ICommandHandler<ResubmitRejected> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
  ) {}

  async execute({ context, data }: ResubmitRejected): Promise<CommandOutcome> {
    const { resendRefusedEnvelopes = true } = await this.practices.profile(context.practiceId);
    return this.executor.execute(context, () =>
      data.automatic && !resendRefusedEnvelopes
        ? Promise.resolve<Decision>(accept({ appends: [] }))
        : this.decide(context, data),
    );
  }

  private decide(
    { practiceId, occurredAt }: CommandContext,
    { claimId, submissionNumber, automatic = false }: ResubmitRejectedData,
  ): Promise<Decision> {
    const releasedAt = occurredAt.toISOString();
    return decideOn(this.streams, claimStream(practiceId, claimId), claimDecider, (state): ClaimCommand => {
      const number = submissionNumber ?? newestSubmission(state)?.number ?? 0;
      return { type: 'ResubmitRejected', submissionNumber: number, releasedAt, automatic };
    });
  }
}
