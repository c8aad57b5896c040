import type { PricedSession } from '#libs/rules/coded-session.js';
import type { Session } from '#libs/rules/session.js';

/** A session of the day with what coding, scrubbing and pricing made of it. */
export interface PricedRecord {
  /** The internal id. */
  readonly sessionId: string;
  readonly session: Session;
  readonly priced: PricedSession;
}
