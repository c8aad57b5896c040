import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { InterchangeEvent } from '#libs/contracts/events/interchange-events.js';
import { interchangeNumberIdOf, interchangeStream, numberStream } from '#libs/contracts/streams.js';
import { type InterchangeCommand, interchangeDecider } from '#libs/domain/interchange/decider.js';
import { othersUnder, payerNumberDecider, type UseNumber } from '#libs/domain/payer-number/decider.js';
import type { JsonObject } from '#libs/kernel/json.js';
import { accept } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome, type Decision } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { decideLoaded, decideOn } from './decide-on.js';

type DataOf<Type extends InterchangeEvent['type']> = Extract<InterchangeEvent, { type: Type }>['data'];

/**
 * A file came in. The outcome tells whether it is a duplicate, and which interchanges had its number before: `{ duplicate, firstFileId,
 * sameNumberAs }`.
 */
export class ReceiveInterchange extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: Omit<DataOf<'InterchangeReceived'>, 'sameNumberAs'>,
  ) {
    super();
  }
}

/** What is to leave in one file, under a number of its own. */
export class PlanInterchange extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: DataOf<'InterchangePlanned'>,
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

/** What those that concern one interchange's stream alone have in common. */
abstract class InterchangeHandler {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  protected run(context: CommandContext, command: InterchangeCommand): Promise<CommandOutcome> {
    const stream = interchangeStream(context.practiceId, command.interchangeId);
    return this.executor.execute(context, () => decideOn(this.streams, stream, interchangeDecider, command));
  }
}

@CommandHandler(ReceiveInterchange)
export class ReceiveInterchangeHandler implements ICommandHandler<ReceiveInterchange> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data }: ReceiveInterchange): Promise<CommandOutcome> {
    return this.executor.execute(context, () => this.decide(context.practiceId, data));
  }

  /** Who has no number, because nothing could be read, uses none. */
  private async decide(practiceId: string, data: ReceiveInterchange['data']): Promise<Decision> {
    const { interchangeId, payerId, senderId, controlNumber, fileId } = data;
    const interchange = await this.streams.load(interchangeStream(practiceId, interchangeId), interchangeDecider);
    const numberId = interchangeNumberIdOf(senderId, controlNumber);
    const number = await this.streams.load(numberStream(practiceId, numberId), payerNumberDecider);
    const sameNumberAs = controlNumber === '' ? [] : [...othersUnder(number.state, interchangeId)];
    const received = { ...data, ...(sameNumberAs.length > 0 && { sameNumberAs }) };
    const decided = decideLoaded(interchange, interchangeDecider, { type: 'ReceiveInterchange', ...received });
    if (!decided.ok) return decided;
    const firstFileId = interchange.state.firstFileId ?? fileId;
    const result: JsonObject = { duplicate: firstFileId !== fileId, firstFileId, sameNumberAs };
    const isFirst = interchange.state.firstFileId === null;
    if (!isFirst || controlNumber === '') return accept({ appends: [decided.value], result });
    const use: UseNumber = {
      type: 'UseNumber',
      kind: 'interchange',
      payerId,
      number: controlNumber,
      usedBy: interchangeId,
    };
    const numbered = decideLoaded(number, payerNumberDecider, use);
    return numbered.ok ? accept({ appends: [decided.value, numbered.value], result }) : numbered;
  }
}

@CommandHandler(PlanInterchange)
export class PlanInterchangeHandler extends InterchangeHandler implements ICommandHandler<PlanInterchange> {
  execute({ context, data }: PlanInterchange): Promise<CommandOutcome> {
    return this.run(context, { type: 'PlanInterchange', ...data });
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
