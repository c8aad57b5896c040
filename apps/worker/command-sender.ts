import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import type { CommandContext } from '#libs/commands/command-context.js';
import type { CommandOutcome } from '#libs/commands/command-executor.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { derivedId } from '#libs/kernel/ids.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';

/** Who sends a command and what it is a consequence of. */
export interface Sending {
  readonly practiceId: string;
  /** `job:{kind}` or `payer:{payerId}`. */
  readonly actor: string;
  /** Names the job or the file that this is about: with `part` it makes the command's id, so that a repeat is the same command. */
  readonly cause: string;
  readonly part: string;
}

/** Sends commands whose ids follow from what caused them. */
@Injectable()
export class CommandSender {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(BusinessClock) private readonly clock: BusinessClock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Sends one command and gives its outcome; a refusal is an outcome, and is named in the log once. */
  async send<Sent extends ICommand>(
    { practiceId, actor, cause, part }: Sending,
    command: (context: CommandContext) => Sent,
  ): Promise<CommandOutcome> {
    const context: CommandContext = {
      practiceId,
      commandId: derivedId(cause, part),
      correlationId: derivedId(cause),
      causationId: null,
      actor,
      occurredAt: await this.clock.current(),
    };
    const sent = command(context);
    const outcome: CommandOutcome = await this.bus.execute(sent);
    if (outcome.status === 'refused' && !outcome.repeated) {
      const { code, field } = outcome.refusal ?? { code: 'unknown' };
      const fields = { practice: practiceId, commandId: context.commandId, type: sent.constructor.name, code };
      this.logger.warn(field === undefined ? fields : { ...fields, field }, 'a command was refused');
    }
    return outcome;
  }
}
