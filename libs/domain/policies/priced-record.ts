import type { PricedSession } from '#libs/rules/coded-session.js';
import type { Session } from '#libs/rules/session.js';
import type { SessionDay } from '../session/state.js';

/** A session of the day with what coding, scrubbing and pricing made of it. */
export interface PricedRecord {
  /** The internal id. */
  readonly sessionId: string;
  readonly session: Session;
  /** The day with which it was recorded at first. */
  readonly firstDay: SessionDay;
  readonly priced: PricedSession;
}
