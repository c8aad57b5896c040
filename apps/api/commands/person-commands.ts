import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import type { CommandOutcome } from '#libs/commands/command-executor.js';
import type { JsonObject } from '#libs/kernel/json.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { isInfrastructureError } from '#libs/projections/runner/infrastructure-error.js';
import { refusal } from './refusal.js';

/** What a person is told of a command that was not refused. */
export interface CommandAnswer {
  readonly status: 'done' | 'nothing-to-do';
  /** The command had been handled before under its Idempotency-Key: this is what was answered then. */
  readonly repeated?: true;
  readonly result?: JsonObject;
}

/** Sends the commands of people. */
@Injectable()
export class PersonCommands {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The answer to one command; a refusal is thrown as HTTP's answer. */
  async send(command: ICommand): Promise<CommandAnswer> {
    const { status, refusal: detail, result, repeated } = await this.outcome(command);
    if (status === 'refused') throw refusal(detail ?? { code: 'refused', message: 'The command was refused.' });
    return { status, ...(repeated ? { repeated } : {}), ...(result ? { result } : {}) };
  }

  /** The outcome as a value, for whoever reports several at once. Where the store is away nothing was done: 503. */
  async outcome(command: ICommand): Promise<CommandOutcome> {
    try {
      return await this.bus.execute<ICommand, CommandOutcome>(command);
    } catch (error) {
      if (!isInfrastructureError(error)) throw error;
      this.logger.warn({ error }, 'a command by HTTP cannot be taken now');
      const detail = { code: 'store.away', message: 'Not done; try again later under the same Idempotency-Key.' };
      throw refusal(detail, HttpStatus.SERVICE_UNAVAILABLE);
    }
  }
}
