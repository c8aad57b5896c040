import { CodedError } from '#libs/kernel/coded-error.js';
import { describeError } from '#libs/observability/describe-error.js';
import { isInfrastructureError } from '#libs/projections/runner/infrastructure-error.js';

/** The command could not be done: exit 1. The message is for a person and holds nothing of a record. */
export class CommandFailed extends CodedError {
  constructor(message: string, cause: unknown) {
    super('cli.failed', message, { cause });
  }
}

/** What a person may be shown of an error: our own coded ones as they are, of all others only what they are called. */
export function tellable(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  if (error instanceof DOMException && error.name === 'AbortError')
    return new CommandFailed('stopped before it was done', error);
  const { name, code, message } = describeError(error);
  const called = message || code || name;
  if (name.startsWith('KafkaJS'))
    return new CommandFailed(`Kafka cannot be used (${called}); KAFKA_BROKERS says where it is`, error);
  if (isInfrastructureError(error))
    return new CommandFailed(`Postgres cannot be used (${called}); DATABASE_URL says where it is`, error);
  return new CommandFailed(`it went wrong inside (${called})`, error);
}
