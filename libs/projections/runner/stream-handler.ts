import type { StoredEvent } from '#libs/event-store/event.js';

/**
 * Something that is done about events, once each stream's turn has come: a policy. A stream's events come strictly in order, one after the other;
 * several streams at once. After a crash the last events come again: what `handle` does must be idempotent by the event's id.
 */
export interface StreamHandler {
  /** Storage format: names its progress and its parked streams. */
  readonly name: string;
  /** Whose streams it follows: `session`, `claim`. */
  readonly categories: readonly string[];
  /** Event types that it handles; the others are passed over. */
  readonly types: readonly string[];
  /**
   * A broken connection that it throws is retried for as long as it takes (`isInfrastructureError`); anything else is a bug and parks the stream.
   * A refusal of a command is neither: that is handled.
   */
  handle(event: StoredEvent): Promise<void>;
}
