import {
  type MonitoringEntry,
  type MonitoringHistory,
  monitoringCodes,
  monitoringEntries,
} from '#libs/rules/coding/monitoring/monitoring-entry.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { firstCoverage, type Session } from '#libs/rules/session.js';
import { type InputDay, liveSessions } from '../input/read-days.js';
import { Spool } from '../input/spool.js';

/** A day of the input, with its patient's remote monitoring on all days where the input has any. */
export interface MonitoredInputDay {
  readonly entries: InputDay;
  readonly monitoring?: MonitoringHistory;
}

/**
 * Passes days on as they come, until the first with remote monitoring: its clocks run over days still to come, so it and all after it wait
 * on disk for the end of the input. Their order stays.
 */
export async function* monitoredDays(
  days: AsyncIterable<InputDay>,
  reference: Reference,
): AsyncGenerator<MonitoredInputDay> {
  const codes = monitoringCodes(reference.codes);
  const histories = new Map<string, MonitoringEntry[]>();
  let spool: Spool<InputDay> | undefined;
  try {
    for await (const entries of days) {
      const monitored = inPlace(entries).filter((session) => session.procedures.some(({ code }) => codes.has(code)));
      for (const session of monitored) remember(histories, session, reference);
      if (monitored.length > 0) spool ??= await Spool.open<InputDay>();
      if (spool) await spool.add(entries);
      else yield { entries };
    }
    if (!spool) return;
    for await (const entries of spool.values()) {
      const known = histories.get(patientKey(liveSessions(entries)[0]?.session as Session));
      yield { entries, ...(known && { monitoring: { entries: known } }) };
    }
  } finally {
    await spool?.close();
  }
}

/** What stands out of place is held and counts in no sum. */
function inPlace(entries: InputDay): Session[] {
  return liveSessions(entries)
    .filter((entry) => !entry.outOfPlace)
    .map((entry) => entry.session);
}

function remember(histories: Map<string, MonitoringEntry[]>, session: Session, reference: Reference): void {
  const key = patientKey(session);
  const known = histories.get(key) ?? [];
  known.push(...monitoringEntries(session, reference));
  histories.set(key, known);
}

function patientKey(session: Session): string {
  return JSON.stringify([session.practiceId, session.patient.patientId, firstCoverage(session).payerId]);
}
