import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { InterchangeEvent } from '#libs/contracts/events/interchange-events.js';
import { interchangeStream } from '#libs/contracts/streams.js';
import { type InterchangeCommand, interchangeDecider } from '#libs/domain/interchange/decider.js';
import type { JsonObject } from '#libs/kernel/json.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

type DataOf<Type extends InterchangeEvent['type']> = Extract<InterchangeEvent, { type: Type }>['data'];

/** A file came in. The outcome tells whether it is a duplicate: `{ duplicate, firstFileId }`. */
export class ReceiveInterchange extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: DataOf<'InterchangeReceived'>,
  ) {
    super();
  }
}

/** The file of one or more submissions stands in the payer's outbox. */
export class RecordInterchangeSent extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: DataOf<'InterchangeSent'>,
  ) {
    super();
  }
}

/** A TA1 or 999 answered an interchange that was sent. */
export class AcknowledgeInterchange extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: DataOf<'InterchangeAcknowledged'>,
  ) {
    super();
  }
}

/** What all three have in common: one interchange's stream. */
abstract class InterchangeHandler {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  protected run(
    context: CommandContext,
    command: InterchangeCommand,
    result?: (state: typeof interchangeDecider.initial) => JsonObject,
  ): Promise<CommandOutcome> {
    const stream = interchangeStream(context.practiceId, command.interchangeId);
    return this.executor.execute(context, () => decideOn(this.streams, stream, interchangeDecider, command, result));
  }
}

@CommandHandler(ReceiveInterchange)
export class ReceiveInterchangeHandler extends InterchangeHandler implements ICommandHandler<ReceiveInterchange> {
  execute({ context, data }: ReceiveInterchange): Promise<CommandOutcome> {
    return this.run(context, { type: 'ReceiveInterchange', ...data }, ({ firstFileId }) => ({
      duplicate: firstFileId !== null && firstFileId !== data.fileId,
      firstFileId: firstFileId ?? data.fileId,
    }));
  }
}

@CommandHandler(RecordInterchangeSent)
export class RecordInterchangeSentHandler extends InterchangeHandler implements ICommandHandler<RecordInterchangeSent> {
  execute({ context, data }: RecordInterchangeSent): Promise<CommandOutcome> {
    return this.run(context, { type: 'RecordInterchangeSent', ...data });
  }
}

@CommandHandler(AcknowledgeInterchange)
export class AcknowledgeInterchangeHandler
  extends InterchangeHandler
  implements ICommandHandler<AcknowledgeInterchange>
{
  execute({ context, data }: AcknowledgeInterchange): Promise<CommandOutcome> {
    return this.run(context, { type: 'AcknowledgeInterchange', ...data });
  }
}
