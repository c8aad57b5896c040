/**
 * SQLSTATE classes that speak of the server or of its present state, not of the data: connection, resources, operator's intervention, rollback of a
 * transaction, system. Class 42 (no such table, no right) too: a deployment that is out of step must not park every stream.
 */
const STATE_OF_SERVER = /^(08|25|28|3D|40|42|53|55|57|58|XX)[0-9A-Z]{3}$/;
/** Not Node's own `ERR_…`, which are mistakes of the caller. */
const SYSTEM_CODE = /^(EAI_[A-Z]+|E[A-Z0-9]+)$/;
/** What `pg` and `ioredis` say without a code when a connection goes. */
const CONNECTION_LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Connection is closed|Query read timeout|Cannot use a pool after|The client was closed)/;

/** True where something around the program is broken, so that trying again later may succeed; false for a bug, which will throw again. */
export function isInfrastructureError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name.startsWith('KafkaJS') || error.name === 'MaxRetriesPerRequestError') return true;
  if (error instanceof AggregateError) return error.errors.some(isInfrastructureError);
  if (CONNECTION_LOST.test(error.message)) return true;
  if ('code' in error && typeof error.code === 'string') {
    // More writers on one stream than a command had tries for: they will have gone.
    if (error.code === 'version-conflict') return true;
    if (STATE_OF_SERVER.test(error.code) || SYSTEM_CODE.test(error.code)) return true;
  }
  return isInfrastructureError(error.cause);
}
