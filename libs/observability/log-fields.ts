/**
 * Every field that a log line may carry: ids, counts and names of our own making. What is not listed is dropped by the logger, so that
 * a careless `{ session }` cannot put a patient into the logs. `route` is the route's template, never the path as called; `field` is a
 * field's name, never its content; `error` is anything thrown, written as `describeError` tells it.
 */
const NAMES = [
  ...['app', 'component', 'mode', 'signal', 'port', 'url'],
  ...['practice', 'stream', 'streams', 'position', 'version', 'type', 'eventId', 'commandId', 'correlationId'],
  ...['projection', 'policy', 'consumer', 'lag'],
  ...['topic', 'topics', 'group', 'partition', 'offset', 'brokers'],
  ...['count', 'bytes', 'durationMs', 'waitMs', 'attempt'],
  ...['queue', 'jobId', 'kind', 'intent', 'revision'],
  ...['claimId', 'denialId', 'sessionId', 'remittanceId', 'interchangeId', 'fileId', 'payerId', 'source'],
  ...['requestId', 'method', 'route', 'status'],
  ...['code', 'field', 'reason', 'error'],
] as const;

type LogField = (typeof NAMES)[number];

export type LogFields = { [Field in Exclude<LogField, 'error'>]?: string | number | boolean | readonly string[] } & {
  error?: unknown;
};

export const LOG_FIELDS: ReadonlySet<string> = new Set(NAMES);
