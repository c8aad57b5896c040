import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { describeError } from './describe-error.js';
import { LOG_FIELDS, type LogFields } from './log-fields.js';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

type Write = (fields: LogFields, message: string) => void;

/** Structured logs with an allow-list of fields. Messages are constant sentences; what varies goes into fields. */
export interface Logger {
  error: Write;
  warn: Write;
  info: Write;
  debug: Write;
  child(fields: LogFields): Logger;
}

/** Writes JSON lines to standard error (results go to standard output), or to `destination`. */
export function createLogger(options: {
  app: string;
  level: LogLevel;
  destination?: DestinationStream | undefined;
}): Logger {
  const settings = {
    level: options.level,
    base: { app: options.app },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return over(pino(settings, options.destination ?? pino.destination({ fd: 2, sync: true })));
}

/** A logger that writes nothing. */
export const silentLogger: Logger = createLogger({ app: 'silent', level: 'silent' });

function over(logger: PinoLogger): Logger {
  return {
    error: (fields, message) => logger.error(allowed(fields), message),
    warn: (fields, message) => logger.warn(allowed(fields), message),
    info: (fields, message) => logger.info(allowed(fields), message),
    debug: (fields, message) => logger.debug(allowed(fields), message),
    child: (fields) => over(logger.child(allowed(fields))),
  };
}

/** Keeps the listed fields that are primitives or lists of such; an object could carry anything. */
export function allowed(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!LOG_FIELDS.has(name) || value === undefined) continue;
    if (name === 'error') kept[name] = describeError(value);
    else if (Array.isArray(value)) kept[name] = value.filter((item) => typeof item !== 'object');
    else if (typeof value !== 'object') kept[name] = value;
  }
  return kept;
}
