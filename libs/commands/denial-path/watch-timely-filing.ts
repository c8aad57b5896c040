import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import type { ClaimState } from '#libs/domain/claim/state.js';
import { decideTimelyFiling, type TimelyFilingCommand } from '#libs/domain/claim/timely-filing.js';
import { timelyFilingClock } from '#libs/domain/policies/timely-filing-clock.js';
import { accept } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo } from './append-to.js';
import { DenialReference } from './denial-reference.js';

/** What is asked of a rejected claim's clock; the day itself is looked up here. */
export type TimelyFilingWork =
  | { readonly type: 'SetTimelyFilingDeadline' }
  | Exclude<TimelyFilingCommand, { type: 'SetTimelyFilingDeadline' }>;

export interface WatchTimelyFilingData {
  readonly claimId: string;
  readonly work: TimelyFilingWork;
}

/** Starts the clock of a claim that was rejected, rings its alarms, and records that it was missed and why. */
export class WatchTimelyFiling {
  constructor(
    readonly context: CommandContext,
    readonly data: WatchTimelyFilingData,
  ) {}
}

@CommandHandler(WatchTimelyFiling)
export class WatchTimelyFilingHandler implements ICommandHandler<WatchTimelyFiling> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(DenialReference) private readonly reference: DenialReference,
  ) {}

  execute({ context, data: { claimId, work } }: WatchTimelyFiling): Promise<CommandOutcome> {
    return this.executor.execute(context, async () => {
      const claim = await this.streams.load(claimStream(context.practiceId, claimId), claimDecider);
      const command = await this.commandOf(context, work, claim.state);
      return appendTo(claim, command ? decideTimelyFiling(command, claim.state) : accept([]));
    });
  }

  private async commandOf(
    { practiceId, occurredAt: now }: CommandContext,
    work: TimelyFilingWork,
    claim: ClaimState,
  ): Promise<TimelyFilingCommand | null> {
    if (work.type !== 'SetTimelyFilingDeadline') return work;
    const practice = await this.practices.profile(practiceId);
    return timelyFilingClock(claim, { practice, data: this.reference.deadlines, now });
  }
}
