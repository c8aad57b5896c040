import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AwaitedAnswer } from '#libs/contracts/events/shapes.js';
import { claimStream } from '#libs/contracts/streams.js';
import { type ClaimCommand, claimDecider } from '#libs/domain/claim/decider.js';
import { beginOfDay } from '#libs/domain/practice/close-of-day.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { timeZoneOf } from '#libs/rules/practice.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

/** An answer that a submission waits for. */
export interface AwaitedOf {
  readonly claimId: string;
  readonly submissionNumber: number;
  readonly awaited: AwaitedAnswer;
}

/** The day by which a payer usually answers is over; does nothing where it has answered. */
export class ReportSilence extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    /** `since`: from when on the answer is overdue (ISO 8601). */
    readonly data: AwaitedOf & { readonly since: string },
  ) {
    super();
  }
}

/** A person asked for an answer that stays out; it is looked at again on `nextOn`. */
export class ChaseClaim extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: AwaitedOf & { readonly nextOn: LocalDate; readonly note?: string },
  ) {
    super();
  }
}

@CommandHandler(ReportSilence)
export class ReportSilenceHandler implements ICommandHandler<ReportSilence> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data: { claimId, ...data } }: ReportSilence): Promise<CommandOutcome> {
    const stream = claimStream(context.practiceId, claimId);
    return this.executor.execute(context, () =>
      decideOn(this.streams, stream, claimDecider, { type: 'ReportSilence', ...data }),
    );
  }
}

@CommandHandler(ChaseClaim)
export class ChaseClaimHandler implements ICommandHandler<ChaseClaim> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
  ) {}

  async execute({ context, data: { claimId, ...data } }: ChaseClaim): Promise<CommandOutcome> {
    const { practiceId, actor: by, occurredAt } = context;
    const timeZone = timeZoneOf(await this.practices.profile(practiceId));
    const today = localDateAt(occurredAt, timeZone);
    const lookAgainAt = beginOfDay(data.nextOn, timeZone).toISOString();
    const command: ClaimCommand = { type: 'ChaseClaim', ...data, today, lookAgainAt, by };
    return this.executor.execute(context, () =>
      decideOn(this.streams, claimStream(practiceId, claimId), claimDecider, command),
    );
  }
}
