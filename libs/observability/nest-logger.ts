import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

/**
 * Lets Nest log through ours. Nest passes (message, …, context). Its own sentences speak of modules and routes; what an exception says may
 * quote anything, so a thrown error is described and a stack that is passed as text is left out.
 */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    // Nest tells of each route and module at start: of use only when looking for something.
    this.logger.debug(this.fields(message, rest), sentence(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error(this.fields(message, rest), 'an unexpected error was thrown');
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn(this.fields(message, rest), sentence(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(this.fields(message, rest), sentence(message));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(this.fields(message, rest), sentence(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.logger.error(this.fields(message, rest), 'a fatal error was thrown');
  }

  private fields(message: unknown, rest: readonly unknown[]) {
    const context = rest.at(-1);
    const error = [message, ...rest].find((part) => part instanceof Error);
    return {
      ...(typeof context === 'string' && /^\w+$/.test(context) ? { component: context } : {}),
      ...(error ? { error } : {}),
    };
  }
}

const sentence = (message: unknown) => (typeof message === 'string' ? message : 'no message');
