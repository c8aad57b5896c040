import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { practiceStream } from '#libs/contracts/streams.js';
import { practiceDecider } from '#libs/domain/practice/decider.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

/** The practice's profile from now on, as the contract's schema let it through. */
export class ConfigurePractice extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly profile: PracticeProfile },
  ) {
    super();
  }
}

@CommandHandler(ConfigurePractice)
export class ConfigurePracticeHandler implements ICommandHandler<ConfigurePractice> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data }: ConfigurePractice): Promise<CommandOutcome> {
    const stream = practiceStream(context.practiceId);
    return this.executor.execute(context, () =>
      decideOn(this.streams, stream, practiceDecider, { type: 'ConfigurePractice', profile: data.profile }),
    );
  }
}
