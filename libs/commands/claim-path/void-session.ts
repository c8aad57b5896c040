import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { sessionIdOf, sessionStream } from '#libs/contracts/streams.js';
import { sessionDecider } from '#libs/domain/session/decider.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

/** An EHR takes a session back; `ehrSessionId` is the EHR's own id. */
export class VoidSession extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly source: string; readonly ehrSessionId: string; readonly reason?: string },
  ) {
    super();
  }
}

@CommandHandler(VoidSession)
export class VoidSessionHandler implements ICommandHandler<VoidSession> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data: { ehrSessionId, ...data } }: VoidSession): Promise<CommandOutcome> {
    const sessionId = sessionIdOf(context.practiceId, ehrSessionId);
    const stream = sessionStream(context.practiceId, sessionId);
    return this.executor.execute(context, () =>
      decideOn(this.streams, stream, sessionDecider, { type: 'VoidSession', ...data }, () => ({ sessionId })),
    );
  }
}
