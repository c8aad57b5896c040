import { CodedError } from '#libs/kernel/coded-error.js';

/** What may be told of an error in logs and in parked rows. */
export interface ErrorDescription {
  readonly name: string;
  /** Own code, SQLSTATE or system code, where there is one. */
  readonly code?: string;
  /** Only of our own coded errors and of broken connections: other messages (a parser's, the database's) may quote patient data. */
  readonly message?: string;
  /** Where it was thrown: the stack without its first line, which repeats the message. */
  readonly at?: readonly string[];
}

const SYSTEM_CODE = /^E[A-Z]{3,}$/;

/** Describes what was thrown without what it may quote. Wrapped causes are named by their codes. */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = codeOf(error);
  const tellable = error instanceof CodedError || (code !== undefined && SYSTEM_CODE.test(code)) || isKafkaError(error);
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .map((line) => line.slice(7));
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(tellable ? { message: error.message } : {}),
    ...(at.length === 0 ? {} : { at }),
  };
}

/** The same in one line, for a column or a header. */
export function errorReason(error: unknown): string {
  const { name, code, message, at } = describeError(error);
  return [name, code, message ?? at?.[0]].filter((part) => part !== undefined && part !== '').join(': ');
}

function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error.cause instanceof Error) return codeOf(error.cause);
  // Several addresses tried: an AggregateError carries the code on its parts.
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0]);
  return undefined;
}

/** The Kafka client's errors speak of brokers, topics and groups alone. */
const isKafkaError = (error: Error) => /^KafkaJS/.test(error.name);
