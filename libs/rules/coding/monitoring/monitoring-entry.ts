import type { LocalDate } from '#libs/kernel/local-date.js';
import type { CatalogueCode } from '../../reference/code-catalogue.js';
import type { Reference } from '../../reference/reference.js';
import type { Session } from '../../session.js';

/**
 * A remote-monitoring procedure of the patient, wherever it stands. Its clocks run over days: a calendar month, a 30-day period, an
 * episode of care; so coding a day needs the entries of other days too.
 */
export interface MonitoringEntry {
  readonly sessionId: string;
  /** 1-based place of the procedure in its session. */
  readonly procedure: number;
  readonly dateOfService: LocalDate;
  readonly code: string;
  readonly therapistMinutes: number;
  readonly assistantMinutes: number;
  /** A live interaction with the patient, not necessarily on the day of the session. */
  readonly interactiveOn?: LocalDate;
  readonly periodStart?: LocalDate;
  readonly daysWithData?: number;
  /** The plan of care's first treatment: where the episode of care begins. */
  readonly episode?: LocalDate;
}

/** The patient's remote monitoring at one payer, as far as it is known, in the order in which it was recorded. */
export interface MonitoringHistory {
  readonly entries: readonly MonitoringEntry[];
  /** Why the day's management earns nothing now; absent where its month is over and bills nothing on another day. */
  readonly barred?: MonthBar;
}

/** What keeps a day's management from being coded: its month is not over, or is billed without it. */
export type MonthBar =
  | { readonly why: 'open'; readonly lastDay: LocalDate }
  | { readonly why: 'billed'; readonly dateOfService: LocalDate };

/** Setting up, supplying a device, managing: each has a clock of its own. */
export type MonitoringClock = 'set-up' | 'device' | 'management';

/** The clock that a code runs by; undefined for everything that is not remote monitoring. */
export function monitoringClock({ behaviour }: Pick<CatalogueCode, 'behaviour'>): MonitoringClock | undefined {
  if (behaviour.startsWith('rtm-management')) return 'management';
  if (behaviour.startsWith('rtm-device')) return 'device';
  return behaviour === 'rtm-setup' ? 'set-up' : undefined;
}

/** All codes of remote monitoring. */
export function monitoringCodes(codes: Reference['codes']): ReadonlySet<string> {
  return new Set([...codes.values()].filter(monitoringClock).map(({ code }) => code));
}

/** The remote monitoring of a session; a code that is not valid on its date counts nowhere. */
export function monitoringEntries(session: Session, { codes }: Pick<Reference, 'codes'>): MonitoringEntry[] {
  const { sessionId, dateOfService, planOfCare } = session;
  return session.procedures.flatMap((record, index) => {
    const entry = codes.get(record.code);
    if (!entry || !monitoringClock(entry) || dateOfService < entry.from) return [];
    const { interactiveOn, periodStart, daysWithData } = record.rtm ?? {};
    return {
      sessionId,
      procedure: index + 1,
      dateOfService,
      code: record.code,
      therapistMinutes: record.minutes ?? 0,
      assistantMinutes: record.assistantMinutes ?? 0,
      ...(interactiveOn !== undefined && { interactiveOn }),
      ...(periodStart !== undefined && { periodStart }),
      ...(daysWithData !== undefined && { daysWithData }),
      ...(planOfCare && { episode: planOfCare.firstTreatmentOn }),
    };
  });
}

/** True where an entry is the very procedure. */
export function isEntryOf(entry: MonitoringEntry, sessionId: string, procedure: number): boolean {
  return entry.sessionId === sessionId && entry.procedure === procedure;
}

/** The history with what the sessions of the day themselves say; without one, the day is all there is. */
export function withOwnEntries(
  history: MonitoringHistory | undefined,
  sessions: readonly Session[],
  reference: Pick<Reference, 'codes'>,
): MonitoringHistory {
  const known = history?.entries ?? [];
  const own = sessions.flatMap((session) => monitoringEntries(session, reference));
  const missing = own.filter((entry) => !known.some((one) => isEntryOf(one, entry.sessionId, entry.procedure)));
  return { ...history, entries: [...known, ...missing] };
}
