import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Discipline, Session } from '../session.js';

/** Whose visit it is, and when. */
export interface Visit extends Pick<Session, 'practiceId' | 'dateOfService' | 'discipline'> {
  readonly patient: Pick<Session['patient'], 'patientId'>;
}

/** A visit under an authorization; `visitsUsed` is the EHR's own count before it. */
export interface AuthorizedVisit extends Visit {
  readonly authorization: { readonly number: string; readonly visitsUsed?: number };
}

/** What was billed to a payer in one session. */
export interface BilledVisit extends Visit {
  readonly sessionId: string;
  readonly payerId: string;
  readonly codes: readonly string[];
}

interface AuthorizedDays {
  readonly usedAtFirst: number;
  readonly days: Set<LocalDate>;
}

interface PatientVisits {
  readonly authorized: Map<string, AuthorizedDays>;
  readonly daysByPayer: Map<string, Set<LocalDate>>;
  readonly treatmentDays: Map<Discipline, LocalDate[]>;
  readonly lastReports: Map<Discipline, LocalDate>;
  /** Billed on `latestDay`, whoever pays. */
  latestDay: LocalDate;
  billedThen: BilledVisit[];
}

/** Treatment days that are remembered: more than a progress report may be away. */
const REMEMBERED_DAYS = 31;

/** A patient's visits, as far as they have been seen: in a file its own sessions in order, on a server the ledger's. */
export class VisitHistory {
  private readonly byPatient = new Map<string, PatientVisits>();

  /** Authorized visits used before this session: what the EHR says, or the first figure that it gave and the days since, whichever is more. */
  usedBefore(session: Session): number {
    const stated = session.authorization?.visitsUsed ?? 0;
    const counted = this.known(session)?.authorized.get(session.authorization?.number ?? '');
    if (!counted) return stated;
    return Math.max(
      stated,
      counted.usedAtFirst + counted.days.size - (counted.days.has(session.dateOfService) ? 1 : 0),
    );
  }

  /** Other days of a span that count against the payer's limit. */
  otherDays(visit: Visit, payerId: string, from: LocalDate, to: LocalDate): number {
    let count = 0;
    for (const day of this.known(visit)?.daysByPayer.get(payerId) ?? [])
      if (from <= day && day <= to && day !== visit.dateOfService) count += 1;
    return count;
  }

  /** Other treatment days of the discipline after `since`, up to the visit. */
  treatmentDaysBefore(visit: Visit, since: LocalDate): number {
    let count = 0;
    for (const day of this.known(visit)?.treatmentDays.get(visit.discipline) ?? [])
      if (since < day && day < visit.dateOfService) count += 1;
    return count;
  }

  /** The newest progress report of the discipline that any session told of. */
  lastReport(visit: Visit): LocalDate | undefined {
    return this.known(visit)?.lastReports.get(visit.discipline);
  }

  /** What was billed to other payers on the visit's day, in the same discipline. */
  billedElsewhere(visit: Visit, payerId: string): readonly BilledVisit[] {
    const known = this.known(visit);
    if (known?.latestDay !== visit.dateOfService) return [];
    return known.billedThen.filter((one) => one.payerId !== payerId && one.discipline === visit.discipline);
  }

  /** Counts a visit that goes out under an authorization. */
  countAuthorized(visit: AuthorizedVisit): void {
    const { authorized } = this.of(visit);
    const { number, visitsUsed } = visit.authorization;
    const counted = authorized.get(number);
    if (counted) counted.days.add(visit.dateOfService);
    else authorized.set(number, { usedAtFirst: visitsUsed ?? 0, days: new Set([visit.dateOfService]) });
  }

  /** Counts a visit against the payer's limit. */
  countLimited(visit: Visit, payerId: string): void {
    const { daysByPayer } = this.of(visit);
    const days = daysByPayer.get(payerId);
    if (days) days.add(visit.dateOfService);
    else daysByPayer.set(payerId, new Set([visit.dateOfService]));
  }

  /** Counts a treatment day, billed or not, and keeps what it tells of a progress report. */
  countTreated(visit: Visit, progressReportOn?: LocalDate): void {
    const { treatmentDays, lastReports } = this.of(visit);
    const { discipline, dateOfService } = visit;
    const days = treatmentDays.get(discipline);
    if (!days) treatmentDays.set(discipline, [dateOfService]);
    else if (!days.includes(dateOfService)) {
      days.push(dateOfService);
      if (days.length > REMEMBERED_DAYS) days.sort().shift();
    }
    if (progressReportOn !== undefined && progressReportOn > (lastReports.get(discipline) ?? ''))
      lastReports.set(discipline, progressReportOn);
  }

  /** Remembers what was billed on the latest day of the patient. */
  remember(billed: BilledVisit): void {
    const known = this.of(billed);
    if (known.latestDay === billed.dateOfService) known.billedThen.push(billed);
    else {
      known.latestDay = billed.dateOfService;
      known.billedThen = [billed];
    }
  }

  private known(visit: Visit): PatientVisits | undefined {
    return this.byPatient.get(keyOf(visit));
  }

  private of(visit: Visit): PatientVisits {
    const key = keyOf(visit);
    let known = this.byPatient.get(key);
    if (!known) {
      known = {
        authorized: new Map(),
        daysByPayer: new Map(),
        treatmentDays: new Map(),
        lastReports: new Map(),
        latestDay: '',
        billedThen: [],
      };
      this.byPatient.set(key, known);
    }
    return known;
  }
}

function keyOf({ practiceId, patient }: Visit): string {
  return `${practiceId}\n${patient.patientId}`;
}
