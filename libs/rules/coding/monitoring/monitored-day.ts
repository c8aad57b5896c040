import type { Reference } from '../../reference/reference.js';
import type { Session } from '../../session.js';
import type { DayFindings } from '../day-findings.js';
import type { MonitoringHistory } from './monitoring-entry.js';

/** A day's sessions with what is needed to judge their remote monitoring. */
export interface MonitoredDay {
  readonly sessions: readonly Session[];
  /** The day's own entries included. */
  readonly history: MonitoringHistory;
  readonly reference: Reference;
  readonly found: DayFindings;
}
